namespace CensorshipEval.Running;

/// <summary>How a run is carried out. Nothing here changes what is asked.</summary>
public sealed record EvaluationRunnerOptions
{
    /// <summary>Calls in flight per target, 1 to 10,000. Default 4. A crash repeats at most this many calls per target.</summary>
    public int Concurrency { get; init; } = 4;

    /// <summary>The same for each target, where they differ; by default <see cref="Concurrency"/> for all.</summary>
    public Func<Target, int>? ConcurrencyOf { get; init; }
}
