using Microsoft.Extensions.AI;

namespace CensorshipEval.Clients;

/// <summary>Adds the layers of this package to a pipeline.</summary>
public static class ChatPipelineExtensions
{
    /// <summary>
    /// Adds every layer in the order in which they belong, outermost first: concurrency, total timeout, retry, rate limit, circuit breaker, attempt
    /// timeout, telemetry. So every attempt takes a permit, and waiting for one ends no call: neither the total timeout nor the attempt's runs
    /// meanwhile; and every attempt is a span of the provider's own time.
    /// </summary>
    /// <param name="builder">The pipeline.</param>
    /// <param name="options">The options; <see langword="null"/> for the defaults.</param>
    /// <param name="limiter">The limiter shared by all clients of the provider's host; <see langword="null"/> for none.</param>
    /// <param name="timeProvider">Clock; the system's by default.</param>
    /// <exception cref="ArgumentOutOfRangeException">Options are out of their range; the message names all of them.</exception>
    public static ChatPipelineBuilder UseResilience(
        this ChatPipelineBuilder builder, ChatPipelineOptions? options = null, ProviderRateLimiter? limiter = null, TimeProvider? timeProvider = null)
    {
        ArgumentNullException.ThrowIfNull(builder);
        ChatPipelineOptions chosen = options ?? new ChatPipelineOptions();
        OptionErrors.Throw(chosen.Validate());
        builder.UseConcurrency(chosen.Concurrency).UseTotalTimeout(chosen.TotalTimeout, timeProvider).UseRetry(chosen.Retry, timeProvider);
        if (limiter is not null) builder.UseRateLimit(limiter);
        return builder.UseCircuitBreaker(chosen.CircuitBreaker, timeProvider).UseAttemptTimeout(chosen.AttemptTimeout, timeProvider).UseTelemetry(timeProvider);
    }

    /// <summary>Lets so many calls through at a time.</summary>
    public static ChatPipelineBuilder UseConcurrency(this ChatPipelineBuilder builder, int limit) => Add(builder, inner => new ConcurrencyChatClient(inner, limit));

    /// <summary>Ends a call that takes too long in all.</summary>
    public static ChatPipelineBuilder UseTotalTimeout(this ChatPipelineBuilder builder, TimeSpan timeout, TimeProvider? timeProvider = null) =>
        Add(builder, inner => new TotalTimeoutChatClient(inner, timeout, timeProvider));

    /// <summary>Tries again what failed in transport.</summary>
    public static ChatPipelineBuilder UseRetry(this ChatPipelineBuilder builder, RetryOptions? options = null, TimeProvider? timeProvider = null) =>
        Add(builder, inner => new RetryChatClient(inner, options, timeProvider));

    /// <summary>Spaces attempts by the provider's limits.</summary>
    public static ChatPipelineBuilder UseRateLimit(this ChatPipelineBuilder builder, ProviderRateLimiter limiter) =>
        Add(builder, inner => new RateLimitChatClient(inner, limiter));

    /// <summary>Holds calls back while the provider fails.</summary>
    public static ChatPipelineBuilder UseCircuitBreaker(this ChatPipelineBuilder builder, CircuitBreakerOptions? options = null, TimeProvider? timeProvider = null) =>
        Add(builder, inner => new CircuitBreakerChatClient(inner, options, timeProvider));

    /// <summary>Ends an attempt that is silent for too long.</summary>
    public static ChatPipelineBuilder UseAttemptTimeout(this ChatPipelineBuilder builder, AttemptTimeoutOptions? options = null, TimeProvider? timeProvider = null) =>
        Add(builder, inner => new AttemptTimeoutChatClient(inner, options, timeProvider));

    /// <summary>Tells calls as spans and metrics; innermost, so that each attempt is one.</summary>
    public static ChatPipelineBuilder UseTelemetry(this ChatPipelineBuilder builder, TimeProvider? timeProvider = null) =>
        Add(builder, inner => new TelemetryChatClient(inner, timeProvider));

    /// <summary>Understands what another client throws, by its HTTP status; innermost, around that client.</summary>
    public static ChatPipelineBuilder UseErrorStatus(this ChatPipelineBuilder builder, Func<Exception, System.Net.HttpStatusCode?> statusOf) =>
        Add(builder, inner => new ErrorStatusChatClient(inner, statusOf));

    private static ChatPipelineBuilder Add(ChatPipelineBuilder builder, Func<IChatClient, IChatClient> layer)
    {
        ArgumentNullException.ThrowIfNull(builder);
        return builder.Use(layer);
    }
}
