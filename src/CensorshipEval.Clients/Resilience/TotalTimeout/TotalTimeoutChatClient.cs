using System.Runtime.CompilerServices;
using Microsoft.Extensions.AI;

namespace CensorshipEval.Clients;

/// <summary>
/// Ends a call, with all its attempts and the waits between them, when it takes too long: a <see cref="ChatTransportException"/> with the code
/// <c>timeout</c>. Its time does not run while the call waits for a permit of a <see cref="ProviderRateLimiter"/>: that is no fault of the provider's.
/// </summary>
public sealed class TotalTimeoutChatClient : DelegatingChatClient
{
    private readonly TimeSpan _timeout;
    private readonly TimeProvider _time;

    /// <summary>Creates the middleware.</summary>
    /// <param name="innerClient">The client that is called.</param>
    /// <param name="timeout">Longest time for a call; above 0 and at most 24 days.</param>
    /// <param name="timeProvider">Clock; the system's by default.</param>
    /// <exception cref="ArgumentOutOfRangeException">The time is out of its range.</exception>
    public TotalTimeoutChatClient(IChatClient innerClient, TimeSpan timeout, TimeProvider? timeProvider = null)
        : base(innerClient)
    {
        var errors = new OptionErrors("TotalTimeout");
        errors.CheckTimeout(timeout, nameof(timeout));
        OptionErrors.Throw(errors.All);
        _timeout = timeout;
        _time = timeProvider ?? TimeProvider.System;
    }

    /// <inheritdoc/>
    public override async Task<ChatResponse> GetResponseAsync(
        IEnumerable<ChatMessage> messages, ChatOptions? options = null, CancellationToken cancellationToken = default)
    {
        using var deadline = new Deadline(_time, cancellationToken);
        deadline.Set(_timeout);
        TotalTime.Enter(deadline);
        try
        {
            return await base.GetResponseAsync(messages, options, deadline.Token).ConfigureAwait(false);
        }
        catch (OperationCanceledException exception) when (deadline.IsOver)
        {
            throw Failure(exception);
        }
    }

    /// <inheritdoc/>
    public override async IAsyncEnumerable<ChatResponseUpdate> GetStreamingResponseAsync(
        IEnumerable<ChatMessage> messages, ChatOptions? options = null, [EnumeratorCancellation] CancellationToken cancellationToken = default)
    {
        using var deadline = new Deadline(_time, cancellationToken);
        deadline.Set(_timeout);
        IAsyncEnumerator<ChatResponseUpdate> updates = base.GetStreamingResponseAsync(messages, options, deadline.Token).GetAsyncEnumerator(deadline.Token);
        await using (updates.ConfigureAwait(false))
        {
            while (true)
            {
                try
                {
                    // Anew each time: what flows with a call ends with each step of an iterator.
                    TotalTime.Enter(deadline);
                    if (!await updates.MoveNextAsync().ConfigureAwait(false)) yield break;
                }
                catch (OperationCanceledException exception) when (deadline.IsOver)
                {
                    throw Failure(exception);
                }

                yield return updates.Current;
            }
        }
    }

    private ChatTransportException Failure(Exception inner) =>
        new("timeout", $"The call took longer than {_timeout.TotalSeconds:0.#} s in all.", inner)
        {
            FailedAttempts = TransportFailure.FailedAttemptsOf(inner),
        };
}
