using System.Runtime.CompilerServices;
using Microsoft.Extensions.AI;

namespace CensorshipEval.Clients;

/// <summary>Takes a permit of the provider's limiter for every attempt, reports the tokens used, and slows down when told to.</summary>
public sealed class RateLimitChatClient : DelegatingChatClient
{
    private readonly ProviderRateLimiter _limiter;

    /// <summary>Creates the middleware.</summary>
    /// <param name="innerClient">The client that is called.</param>
    /// <param name="limiter">The limiter of the provider's host; shared between clients, disposed by whoever made it.</param>
    public RateLimitChatClient(IChatClient innerClient, ProviderRateLimiter limiter)
        : base(innerClient)
    {
        ArgumentNullException.ThrowIfNull(limiter);
        _limiter = limiter;
    }

    /// <inheritdoc/>
    public override async Task<ChatResponse> GetResponseAsync(
        IEnumerable<ChatMessage> messages, ChatOptions? options = null, CancellationToken cancellationToken = default)
    {
        await WaitAsync(cancellationToken).ConfigureAwait(false);
        try
        {
            ChatResponse response = await base.GetResponseAsync(messages, options, cancellationToken).ConfigureAwait(false);
            _limiter.Answered();
            Report(response.Usage);
            return response;
        }
        catch (Exception exception)
        {
            Listen(exception);
            throw;
        }
    }

    /// <inheritdoc/>
    public override async IAsyncEnumerable<ChatResponseUpdate> GetStreamingResponseAsync(
        IEnumerable<ChatMessage> messages, ChatOptions? options = null, [EnumeratorCancellation] CancellationToken cancellationToken = default)
    {
        await WaitAsync(cancellationToken).ConfigureAwait(false);
        UsageDetails? usage = null;
        bool answered = false;
        IAsyncEnumerator<ChatResponseUpdate> updates = base.GetStreamingResponseAsync(messages, options, cancellationToken).GetAsyncEnumerator(cancellationToken);
        try
        {
            await using (updates.ConfigureAwait(false))
            {
                while (true)
                {
                    try
                    {
                        if (!await updates.MoveNextAsync().ConfigureAwait(false)) yield break;
                    }
                    catch (Exception exception)
                    {
                        Listen(exception);
                        throw;
                    }

                    if (!answered) _limiter.Answered();
                    answered = true;
                    // Some servers tell with every piece what was used up to it.
                    foreach (AIContent content in updates.Current.Contents)
                    {
                        if (content is UsageContent told) usage = told.Details;
                    }

                    yield return updates.Current;
                }
            }
        }
        finally
        {
            Report(usage);
        }
    }

    // The call has not been sent yet: its own time does not run.
    private async ValueTask WaitAsync(CancellationToken cancellationToken)
    {
        using (TotalTime.Suspend()) await _limiter.WaitAsync(cancellationToken).ConfigureAwait(false);
    }

    private void Listen(Exception exception)
    {
        if (TransportFailure.AsksToSlowDown(exception)) _limiter.SlowDown(TransportFailure.RetryAfterOf(exception));
    }

    private void Report(UsageDetails? usage)
    {
        if (usage is null) return;
        long used = TokenCounts.Sensible(usage.TotalTokenCount) ?? ((TokenCounts.Sensible(usage.InputTokenCount) ?? 0) + (TokenCounts.Sensible(usage.OutputTokenCount) ?? 0));
        if (used > 0) _limiter.Report(used);
    }
}
