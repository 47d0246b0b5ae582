using System.Runtime.CompilerServices;
using Microsoft.Extensions.AI;

namespace CensorshipEval.Clients;

/// <summary>
/// Ends one attempt that takes too long with a <see cref="ChatTransportException"/> (code <c>timeout</c>): a whole answer by one limit, a stream by
/// one to its first update and one between updates, so that a long answer is never cut for being long.
/// </summary>
public sealed class AttemptTimeoutChatClient : DelegatingChatClient
{
    private readonly AttemptTimeoutOptions _options;
    private readonly TimeProvider _time;

    /// <summary>Creates the middleware.</summary>
    /// <param name="innerClient">The client that is called.</param>
    /// <param name="options">The limits, each above zero; <see langword="null"/> for the defaults.</param>
    /// <param name="timeProvider">Clock; the system's by default.</param>
    public AttemptTimeoutChatClient(IChatClient innerClient, AttemptTimeoutOptions? options = null, TimeProvider? timeProvider = null)
        : base(innerClient)
    {
        _options = options ?? new AttemptTimeoutOptions();
        ArgumentOutOfRangeException.ThrowIfLessThanOrEqual(_options.WholeAnswer, TimeSpan.Zero);
        ArgumentOutOfRangeException.ThrowIfLessThanOrEqual(_options.FirstUpdate, TimeSpan.Zero);
        ArgumentOutOfRangeException.ThrowIfLessThanOrEqual(_options.BetweenUpdates, TimeSpan.Zero);
        _time = timeProvider ?? TimeProvider.System;
    }

    /// <inheritdoc/>
    public override async Task<ChatResponse> GetResponseAsync(
        IEnumerable<ChatMessage> messages, ChatOptions? options = null, CancellationToken cancellationToken = default)
    {
        using var deadline = new Deadline(_time, cancellationToken);
        deadline.Set(_options.WholeAnswer);
        try
        {
            return await base.GetResponseAsync(messages, options, deadline.Token).ConfigureAwait(false);
        }
        catch (OperationCanceledException exception) when (deadline.IsOver)
        {
            throw Failure("No answer", _options.WholeAnswer, exception);
        }
    }

    /// <inheritdoc/>
    public override async IAsyncEnumerable<ChatResponseUpdate> GetStreamingResponseAsync(
        IEnumerable<ChatMessage> messages, ChatOptions? options = null, [EnumeratorCancellation] CancellationToken cancellationToken = default)
    {
        using var deadline = new Deadline(_time, cancellationToken);
        IAsyncEnumerator<ChatResponseUpdate> updates = base.GetStreamingResponseAsync(messages, options, deadline.Token).GetAsyncEnumerator(deadline.Token);
        await using (updates.ConfigureAwait(false))
        {
            for (bool first = true; ; first = false)
            {
                TimeSpan limit = first ? _options.FirstUpdate : _options.BetweenUpdates;
                try
                {
                    ValueTask<bool> next = updates.MoveNextAsync();
                    // Setting a clock takes a lock that all calls share: not for what is there already.
                    bool waits = !next.IsCompleted;
                    if (waits) deadline.Set(limit);
                    if (!await next.ConfigureAwait(false)) yield break;
                    // The reader's own time is not the provider's.
                    if (waits) deadline.Set(Timeout.InfiniteTimeSpan);
                }
                catch (OperationCanceledException exception) when (deadline.IsOver)
                {
                    throw Failure(first ? "No update" : "No further update", limit, exception);
                }

                yield return updates.Current;
            }
        }
    }

    private static ChatTransportException Failure(string what, TimeSpan limit, Exception inner) =>
        new("timeout", $"{what} within {limit.TotalSeconds:0.#} s.", inner);
}
