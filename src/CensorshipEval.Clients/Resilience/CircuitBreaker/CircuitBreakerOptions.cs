namespace CensorshipEval.Clients;

/// <summary>When calls to a failing provider are held back.</summary>
public sealed record CircuitBreakerOptions
{
    /// <summary>Share of failures that opens the circuit, above 0 to 1. Default 0.5.</summary>
    public double FailureRatio { get; init; } = 0.5;

    /// <summary>Calls within the sampling time below which it never opens, at least 2. Default 20.</summary>
    public int MinimumCalls { get; init; } = 20;

    /// <summary>Over which time failures are counted, 0.5 s to 24 hours. Default 30 s.</summary>
    public TimeSpan SamplingTime { get; init; } = TimeSpan.FromSeconds(30);

    /// <summary>How long it stays open before one call is let through, 0.5 s to 24 hours. Default 15 s.</summary>
    public TimeSpan BreakTime { get; init; } = TimeSpan.FromSeconds(15);

    /// <summary>What is wrong with these options, all of it: which one, what was found, what was expected. Empty when nothing is.</summary>
    public IReadOnlyList<string> Validate()
    {
        var errors = new OptionErrors(nameof(CircuitBreakerOptions));
        errors.Check(FailureRatio is > 0 and <= 1, nameof(FailureRatio), FailureRatio, "above 0 to 1");
        errors.Check(MinimumCalls is >= 2, nameof(MinimumCalls), MinimumCalls, "at least 2");
        errors.Check(IsInRange(SamplingTime), nameof(SamplingTime), SamplingTime, "0.5 s to 24 hours");
        errors.Check(IsInRange(BreakTime), nameof(BreakTime), BreakTime, "0.5 s to 24 hours");
        return errors.All;
    }

    private static bool IsInRange(TimeSpan time) => time >= TimeSpan.FromSeconds(0.5) && time <= TimeSpan.FromHours(24);
}
