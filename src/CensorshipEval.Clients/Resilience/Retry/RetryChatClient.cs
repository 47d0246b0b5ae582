using System.Runtime.CompilerServices;
using System.Runtime.ExceptionServices;
using Microsoft.Extensions.AI;
using Polly;
using Polly.Retry;

namespace CensorshipEval.Clients;

/// <summary>
/// Tries again what failed in transport, honouring Retry-After, and never after the first update of a stream was seen. The failed attempts are told
/// with the answer (<see cref="ResponseSignals.FailedAttempts"/>), so that nothing is lost.
/// </summary>
public sealed class RetryChatClient : DelegatingChatClient
{
    private static readonly ResiliencePropertyKey<List<ExchangeError>> Failures = new(ResponseSignals.FailedAttempts);

    private readonly ResiliencePipeline _pipeline;

    /// <summary>Creates the middleware.</summary>
    /// <param name="innerClient">The client that is called.</param>
    /// <param name="options">How often and when; <see langword="null"/> for the defaults.</param>
    /// <param name="timeProvider">Clock of the waits; the system's by default.</param>
    public RetryChatClient(IChatClient innerClient, RetryOptions? options = null, TimeProvider? timeProvider = null)
        : base(innerClient)
    {
        RetryOptions chosen = options ?? new RetryOptions();
        ArgumentOutOfRangeException.ThrowIfNegative(chosen.MaxRetries);
        ArgumentOutOfRangeException.ThrowIfGreaterThan(chosen.MaxRetries, 100);
        ArgumentOutOfRangeException.ThrowIfLessThan(chosen.BaseDelay, TimeSpan.Zero);
        ArgumentOutOfRangeException.ThrowIfLessThan(chosen.MaxDelay, TimeSpan.Zero);
        var builder = new ResiliencePipelineBuilder { TimeProvider = timeProvider ?? TimeProvider.System };
        if (chosen.MaxRetries > 0)
        {
            builder.AddRetry(new RetryStrategyOptions
            {
                ShouldHandle = new PredicateBuilder().Handle<ChatTransportException>(static failure => failure.MayPass),
                MaxRetryAttempts = chosen.MaxRetries,
                BackoffType = DelayBackoffType.Exponential,
                UseJitter = true,
                Delay = chosen.BaseDelay,
                MaxDelay = chosen.MaxDelay,
                // A date in the past says that clocks differ, and nothing about the wait: then our own holds. Polly caps its own waits by MaxDelay, but not what a generator gives.
                DelayGenerator = arguments => ValueTask.FromResult(
                    arguments.Outcome.Exception is ChatTransportException { RetryAfter: { } asked } && asked > TimeSpan.Zero ? (TimeSpan?)(asked < chosen.MaxDelay ? asked : chosen.MaxDelay) : null),
                OnRetry = arguments =>
                {
                    if (arguments.Outcome.Exception is not ChatTransportException failure) return ValueTask.CompletedTask;
                    var error = new ExchangeError { Code = failure.Code, Message = failure.Message, HttpStatus = (int?)failure.Status };
                    if (arguments.Context.Properties.TryGetValue(Failures, out List<ExchangeError>? failures)) failures.Add(error);
                    chosen.OnRetry?.Invoke(new RetryNotice(error, arguments.AttemptNumber + 1, arguments.RetryDelay));
                    return ValueTask.CompletedTask;
                },
            });
        }

        _pipeline = builder.Build();
    }

    /// <inheritdoc/>
    public override async Task<ChatResponse> GetResponseAsync(
        IEnumerable<ChatMessage> messages, ChatOptions? options = null, CancellationToken cancellationToken = default)
    {
        var failures = new List<ExchangeError>();
        ChatResponse response = await ExecuteAsync(
            async token => await base.GetResponseAsync(messages, options, token).ConfigureAwait(false), failures, cancellationToken).ConfigureAwait(false);
        if (failures.Count > 0) (response.AdditionalProperties ??= [])[ResponseSignals.FailedAttempts] = failures;
        return response;
    }

    /// <inheritdoc/>
    public override async IAsyncEnumerable<ChatResponseUpdate> GetStreamingResponseAsync(
        IEnumerable<ChatMessage> messages, ChatOptions? options = null, [EnumeratorCancellation] CancellationToken cancellationToken = default)
    {
        var failures = new List<ExchangeError>();
        IAsyncEnumerator<ChatResponseUpdate>? stream = await ExecuteAsync(
            token => OpenAsync(messages, options, token), failures, cancellationToken).ConfigureAwait(false);
        if (stream is null) yield break;
        await using (stream.ConfigureAwait(false))
        {
            if (failures.Count > 0) (stream.Current.AdditionalProperties ??= [])[ResponseSignals.FailedAttempts] = failures;
            do yield return stream.Current;
            while (await stream.MoveNextAsync().ConfigureAwait(false));
        }
    }

    /// <summary>A stream that has given its first update; <see langword="null"/> when it ended without one.</summary>
    private async ValueTask<IAsyncEnumerator<ChatResponseUpdate>?> OpenAsync(IEnumerable<ChatMessage> messages, ChatOptions? options, CancellationToken cancellationToken)
    {
        IAsyncEnumerator<ChatResponseUpdate> stream = base.GetStreamingResponseAsync(messages, options, cancellationToken).GetAsyncEnumerator(cancellationToken);
        bool opened = false;
        try
        {
            opened = await stream.MoveNextAsync().ConfigureAwait(false);
            return opened ? stream : null;
        }
        finally
        {
            if (!opened) await stream.DisposeAsync().ConfigureAwait(false);
        }
    }

    private async ValueTask<T> ExecuteAsync<T>(Func<CancellationToken, ValueTask<T>> call, List<ExchangeError> failures, CancellationToken cancellationToken)
    {
        // Most calls need one attempt, and what sets up the others costs more than all else in the pipeline: it is told of the first when that has failed.
        ExceptionDispatchInfo? first;
        try
        {
            return await call(cancellationToken).ConfigureAwait(false);
        }
        catch (Exception exception) when (!cancellationToken.IsCancellationRequested)
        {
            first = ExceptionDispatchInfo.Capture(exception);
        }

        ResilienceContext context = ResilienceContextPool.Shared.Get(cancellationToken);
        context.Properties.Set(Failures, failures);
        try
        {
            return await _pipeline.ExecuteAsync(
                (context, call) =>
                {
                    Interlocked.Exchange(ref first, null)?.Throw();
                    return call(context.CancellationToken);
                },
                context, call).ConfigureAwait(false);
        }
        catch (ChatTransportException failure) when (failures.Count > 0)
        {
            failure.FailedAttempts = failures;
            throw;
        }
        catch (OperationCanceledException cancelled) when (failures.Count > 0)
        {
            // Whoever set the time limit outside of this tells them on.
            cancelled.Data[ResponseSignals.FailedAttempts] = failures;
            throw;
        }
        finally
        {
            ResilienceContextPool.Shared.Return(context);
        }
    }
}
