using System.Runtime.CompilerServices;
using Microsoft.Extensions.AI;

namespace CensorshipEval.Clients;

/// <summary>
/// Ends one attempt that takes too long with a <see cref="ChatTransportException"/> (code <c>timeout</c>): a whole answer by one limit, a stream by
/// one to its first update and one between updates, so that a long answer is never cut for being long. Updates that say only that the server is still
/// there (<see cref="ResponseSignals.KeepAlive"/>) begin these limits anew, up to a limit of their own, and are not handed on.
/// </summary>
public sealed class AttemptTimeoutChatClient : DelegatingChatClient
{
    private readonly AttemptTimeoutOptions _options;
    private readonly TimeProvider _time;

    /// <summary>Creates the middleware.</summary>
    /// <param name="innerClient">The client that is called.</param>
    /// <param name="options">The limits; <see langword="null"/> for the defaults.</param>
    /// <param name="timeProvider">Clock; the system's by default.</param>
    /// <exception cref="ArgumentOutOfRangeException">An option is out of its range.</exception>
    public AttemptTimeoutChatClient(IChatClient innerClient, AttemptTimeoutOptions? options = null, TimeProvider? timeProvider = null)
        : base(innerClient)
    {
        _options = options ?? new AttemptTimeoutOptions();
        OptionErrors.Throw(_options.Validate());
        _time = timeProvider ?? TimeProvider.System;
    }

    /// <inheritdoc/>
    public override async Task<ChatResponse> GetResponseAsync(
        IEnumerable<ChatMessage> messages, ChatOptions? options = null, CancellationToken cancellationToken = default)
    {
        using var deadline = new Deadline(_time, cancellationToken);
        deadline.Set(_options.WholeAnswer);
        CallWatch? watch = CallWatch.Current;
        watch?.Sending();
        try
        {
            return await base.GetResponseAsync(messages, options, deadline.Token).ConfigureAwait(false);
        }
        catch (OperationCanceledException exception) when (deadline.IsOver)
        {
            throw Failure("No answer", _options.WholeAnswer, exception);
        }
        finally
        {
            watch?.Ended();
        }
    }

    /// <inheritdoc/>
    public override async IAsyncEnumerable<ChatResponseUpdate> GetStreamingResponseAsync(
        IEnumerable<ChatMessage> messages, ChatOptions? options = null, [EnumeratorCancellation] CancellationToken cancellationToken = default)
    {
        using var deadline = new Deadline(_time, cancellationToken);
        CallWatch? watch = CallWatch.Current;
        watch?.Sending();
        using var end = new AttemptEnd(watch);
        IAsyncEnumerator<ChatResponseUpdate> updates = base.GetStreamingResponseAsync(messages, options, deadline.Token).GetAsyncEnumerator(deadline.Token);
        await using (updates.ConfigureAwait(false))
        {
            TimeSpan allowed = _options.FirstUpdate;
            TimeSpan limit = allowed;
            string what = "No update";
            long since = _time.GetTimestamp();
            while (true)
            {
                try
                {
                    ValueTask<bool> next = updates.MoveNextAsync();
                    // What is there already needs no clock.
                    if (!next.IsCompleted) deadline.Set(limit);
                    if (!await next.ConfigureAwait(false)) yield break;
                }
                catch (OperationCanceledException exception) when (deadline.IsOver)
                {
                    throw Failure(what, limit, exception);
                }

                if (updates.Current.IsKeepAlive())
                {
                    TimeSpan keptAlive = _options.KeptAlive > allowed ? _options.KeptAlive : allowed;
                    TimeSpan left = keptAlive - _time.GetElapsedTime(since);
                    if (left <= TimeSpan.Zero) throw Failure($"{what}, only signs of life,", keptAlive, inner: null);
                    if (left < limit) limit = left;
                    continue;
                }

                // The reader's own time is not the provider's.
                deadline.Pause();
                yield return updates.Current;
                limit = allowed = _options.BetweenUpdates;
                what = "No further update";
                since = _time.GetTimestamp();
            }
        }
    }

    private readonly struct AttemptEnd(CallWatch? watch) : IDisposable
    {
        public void Dispose() => watch?.Ended();
    }

    private static ChatTransportException Failure(string what, TimeSpan limit, Exception? inner) =>
        new("timeout", $"{what} within {limit.TotalSeconds:0.#} s.", inner);
}
