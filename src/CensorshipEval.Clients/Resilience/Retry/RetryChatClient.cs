using System.Runtime.CompilerServices;
using System.Runtime.ExceptionServices;
using Microsoft.Extensions.AI;
using Polly;
using Polly.Retry;

namespace CensorshipEval.Clients;

/// <summary>
/// Tries again what failed in transport and may pass, honouring Retry-After, and never once a stream has told something. The failed attempts are told
/// with the answer (<see cref="ResponseSignals.FailedAttempts"/>), so that nothing is lost. Of other clients, <see cref="HttpRequestException"/> without
/// a status or with 408, 425, 429 or 5xx, <see cref="IOException"/>, <see cref="TimeoutException"/> and what wraps them are such failures.
/// </summary>
public sealed class RetryChatClient : DelegatingChatClient
{
    private static readonly ResiliencePropertyKey<List<ExchangeError>> Failures = new(ResponseSignals.FailedAttempts);

    // A stream that opens with more than this has opened.
    private const int MostOpenings = 100;

    private readonly ResiliencePipeline _pipeline;

    /// <summary>Creates the middleware.</summary>
    /// <param name="innerClient">The client that is called.</param>
    /// <param name="options">How often and when; <see langword="null"/> for the defaults.</param>
    /// <param name="timeProvider">Clock of the waits; the system's by default.</param>
    /// <exception cref="ArgumentOutOfRangeException">An option is out of its range.</exception>
    public RetryChatClient(IChatClient innerClient, RetryOptions? options = null, TimeProvider? timeProvider = null)
        : base(innerClient)
    {
        RetryOptions chosen = options ?? new RetryOptions();
        OptionErrors.Throw(chosen.Validate());
        var builder = new ResiliencePipelineBuilder { TimeProvider = timeProvider ?? TimeProvider.System };
        if (chosen.MaxRetries > 0)
        {
            builder.AddRetry(new RetryStrategyOptions
            {
                ShouldHandle = static arguments => ValueTask.FromResult(
                    arguments.Outcome.Exception is { } failure && TransportFailure.MayPass(failure, arguments.Context.CancellationToken)),
                MaxRetryAttempts = chosen.MaxRetries,
                BackoffType = DelayBackoffType.Exponential,
                UseJitter = true,
                Delay = chosen.BaseDelay,
                MaxDelay = chosen.MaxDelay,
                // A date in the past says that clocks differ, and nothing about the wait: then our own holds. Polly caps its own waits by MaxDelay, but not what a generator gives.
                DelayGenerator = arguments => ValueTask.FromResult(
                    TransportFailure.RetryAfterOf(arguments.Outcome.Exception) is { } asked && asked > TimeSpan.Zero ? (TimeSpan?)(asked < chosen.MaxDelay ? asked : chosen.MaxDelay) : null),
                OnRetry = arguments =>
                {
                    if (arguments.Outcome.Exception is not { } failure || TransportFailure.Describe(failure, CancellationToken.None) is not { } error) return ValueTask.CompletedTask;
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
        OpenedStream stream = await ExecuteAsync(token => OpenAsync(messages, options, token), failures, cancellationToken).ConfigureAwait(false);
        await using (stream.Updates.ConfigureAwait(false))
        {
            bool told = failures.Count == 0;
            foreach (ChatResponseUpdate update in stream.First)
            {
                if (!told) (update.AdditionalProperties ??= [])[ResponseSignals.FailedAttempts] = failures;
                told = true;
                yield return update;
            }

            while (!stream.IsAtEnd && await stream.Updates.MoveNextAsync().ConfigureAwait(false)) yield return stream.Updates.Current;
        }
    }

    /// <summary>A stream that has told something, or has ended without.</summary>
    private async ValueTask<OpenedStream> OpenAsync(IEnumerable<ChatMessage> messages, ChatOptions? options, CancellationToken cancellationToken)
    {
        IAsyncEnumerator<ChatResponseUpdate> updates = base.GetStreamingResponseAsync(messages, options, cancellationToken).GetAsyncEnumerator(cancellationToken);
        bool opened = false;
        var first = new List<ChatResponseUpdate>(1);
        try
        {
            while (first.Count < MostOpenings)
            {
                if (!await updates.MoveNextAsync().ConfigureAwait(false))
                {
                    opened = true;
                    return new OpenedStream(updates, first, IsAtEnd: true);
                }

                if (updates.Current.IsKeepAlive()) continue;
                first.Add(updates.Current);
                if (updates.Current.TellsSomething()) break;
            }

            opened = true;
            return new OpenedStream(updates, first, IsAtEnd: false);
        }
        finally
        {
            if (!opened) await updates.DisposeAsync().ConfigureAwait(false);
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
        catch (Exception exception) when (failures.Count > 0)
        {
            // Also with a cancellation: whoever set the time limit outside of this tells them on.
            TransportFailure.Tell(exception, failures);
            throw;
        }
        finally
        {
            ResilienceContextPool.Shared.Return(context);
        }
    }

    private readonly record struct OpenedStream(IAsyncEnumerator<ChatResponseUpdate> Updates, List<ChatResponseUpdate> First, bool IsAtEnd);
}
