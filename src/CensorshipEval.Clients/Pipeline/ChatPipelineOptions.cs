namespace CensorshipEval.Clients;

/// <summary>The whole pipeline around a provider, for those who want it as it is meant.</summary>
public sealed record ChatPipelineOptions
{
    /// <summary>Calls in flight per target. Default 4.</summary>
    public int Concurrency { get; init; } = 4;

    /// <summary>Longest time for a call with all its attempts and waits. Default 10 minutes.</summary>
    public TimeSpan TotalTimeout { get; init; } = TimeSpan.FromMinutes(10);

    /// <summary>How failures of transport are retried.</summary>
    public RetryOptions Retry { get; init; } = new();

    /// <summary>When calls to a failing provider are held back.</summary>
    public CircuitBreakerOptions CircuitBreaker { get; init; } = new();

    /// <summary>How long one attempt may take.</summary>
    public AttemptTimeoutOptions AttemptTimeout { get; init; } = new();
}
