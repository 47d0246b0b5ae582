namespace CensorshipEval.Clients;

/// <summary>When calls to a failing provider are held back.</summary>
public sealed record CircuitBreakerOptions
{
    /// <summary>Share of failures that opens the circuit, above 0 to 1. Default 0.5.</summary>
    public double FailureRatio { get; init; } = 0.5;

    /// <summary>Calls within the sampling time below which it never opens, at least 2. Default 20.</summary>
    public int MinimumCalls { get; init; } = 20;

    /// <summary>Over which time failures are counted. Default 30 s.</summary>
    public TimeSpan SamplingTime { get; init; } = TimeSpan.FromSeconds(30);

    /// <summary>How long it stays open before one call is let through. Default 15 s.</summary>
    public TimeSpan BreakTime { get; init; } = TimeSpan.FromSeconds(15);
}
