using System.Runtime.CompilerServices;
using Microsoft.Extensions.AI;
using Polly;
using Polly.CircuitBreaker;

namespace CensorshipEval.Clients;

/// <summary>
/// Holds calls back while a provider fails in transport: a <see cref="ChatTransportException"/> with the code <c>circuit-open</c> that says how long
/// to wait. Being told to slow down (429) is no failure; blocks and refusals are answers. A stream counts by its opening.
/// </summary>
public sealed class CircuitBreakerChatClient : DelegatingChatClient
{
    private readonly ResiliencePipeline _pipeline;

    /// <summary>Creates the middleware.</summary>
    /// <param name="innerClient">The client that is called.</param>
    /// <param name="options">When it opens; <see langword="null"/> for the defaults.</param>
    /// <param name="timeProvider">Clock; the system's by default.</param>
    /// <exception cref="ArgumentOutOfRangeException">An option is out of its range.</exception>
    public CircuitBreakerChatClient(IChatClient innerClient, CircuitBreakerOptions? options = null, TimeProvider? timeProvider = null)
        : base(innerClient)
    {
        CircuitBreakerOptions chosen = options ?? new CircuitBreakerOptions();
        OptionErrors.Throw(chosen.Validate());
        _pipeline = new ResiliencePipelineBuilder { TimeProvider = timeProvider ?? TimeProvider.System }
            .AddCircuitBreaker(new CircuitBreakerStrategyOptions
            {
                FailureRatio = chosen.FailureRatio,
                MinimumThroughput = chosen.MinimumCalls,
                SamplingDuration = chosen.SamplingTime,
                BreakDuration = chosen.BreakTime,
                ShouldHandle = static arguments => ValueTask.FromResult(arguments.Outcome.Exception is { } failure && IsFailure(failure, arguments.Context.CancellationToken)),
            })
            .Build();
    }

    /// <inheritdoc/>
    public override async Task<ChatResponse> GetResponseAsync(
        IEnumerable<ChatMessage> messages, ChatOptions? options = null, CancellationToken cancellationToken = default)
    {
        try
        {
            return await _pipeline.ExecuteAsync(
                async token => await base.GetResponseAsync(messages, options, token).ConfigureAwait(false), cancellationToken).ConfigureAwait(false);
        }
        catch (BrokenCircuitException exception)
        {
            throw Open(exception);
        }
    }

    /// <inheritdoc/>
    public override async IAsyncEnumerable<ChatResponseUpdate> GetStreamingResponseAsync(
        IEnumerable<ChatMessage> messages, ChatOptions? options = null, [EnumeratorCancellation] CancellationToken cancellationToken = default)
    {
        IAsyncEnumerator<ChatResponseUpdate> stream = base.GetStreamingResponseAsync(messages, options, cancellationToken).GetAsyncEnumerator(cancellationToken);
        await using (stream.ConfigureAwait(false))
        {
            bool any;
            try
            {
                any = await _pipeline.ExecuteAsync(static async (stream, _) => await stream.MoveNextAsync().ConfigureAwait(false), stream, cancellationToken).ConfigureAwait(false);
            }
            catch (BrokenCircuitException exception)
            {
                throw Open(exception);
            }

            for (; any; any = await stream.MoveNextAsync().ConfigureAwait(false)) yield return stream.Current;
        }
    }

    private static bool IsFailure(Exception exception, CancellationToken cancellationToken) =>
        !TransportFailure.AsksToSlowDown(exception) && exception is not ChatTransportException { Code: ErrorMeanings.PromptTooLongCode } &&
        (exception is ChatTransportException || TransportFailure.MayPass(exception, cancellationToken));

    private static ChatTransportException Open(BrokenCircuitException exception) =>
        new("circuit-open", "Too many calls to this provider failed; it is given a rest.", exception) { RetryAfter = exception.RetryAfter };
}
