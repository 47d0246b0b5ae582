namespace CensorshipEval.Clients;

/// <summary>The whole pipeline around a provider, for those who want it as it is meant.</summary>
public sealed record ChatPipelineOptions
{
    /// <summary>Calls in flight per target, at least 1. Default 4.</summary>
    public int Concurrency { get; init; } = 4;

    /// <summary>Longest time for a call with all its attempts and the waits between them, without waits for a permit of the limiter, above 0 and at most 24 days. Default 10 minutes.</summary>
    public TimeSpan TotalTimeout { get; init; } = TimeSpan.FromMinutes(10);

    /// <summary>How failures of transport are retried. Default <see cref="RetryOptions"/> as they are.</summary>
    public RetryOptions Retry { get; init; } = new();

    /// <summary>When calls to a failing provider are held back. Default <see cref="CircuitBreakerOptions"/> as they are.</summary>
    public CircuitBreakerOptions CircuitBreaker { get; init; } = new();

    /// <summary>How long one attempt may take. Default <see cref="AttemptTimeoutOptions"/> as they are.</summary>
    public AttemptTimeoutOptions AttemptTimeout { get; init; } = new();

    /// <summary>What is wrong with these options and those of every layer, all of it: which one, what was found, what was expected. Empty when nothing is.</summary>
    public IReadOnlyList<string> Validate()
    {
        var errors = new OptionErrors(nameof(ChatPipelineOptions));
        errors.Check(Concurrency >= 1, nameof(Concurrency), Concurrency, "at least 1");
        errors.CheckTimeout(TotalTimeout, nameof(TotalTimeout));
        errors.Check(Retry is not null, nameof(Retry), null, "options");
        errors.Check(CircuitBreaker is not null, nameof(CircuitBreaker), null, "options");
        errors.Check(AttemptTimeout is not null, nameof(AttemptTimeout), null, "options");
        errors.Add(Retry?.Validate() ?? []);
        errors.Add(CircuitBreaker?.Validate() ?? []);
        errors.Add(AttemptTimeout?.Validate() ?? []);
        return errors.All;
    }
}
