namespace CensorshipEval;

/// <summary>What is written together: all of it or, after a crash, none of it.</summary>
public sealed record RunBatch
{
    /// <summary>New exchanges.</summary>
    public IReadOnlyList<Exchange> Exchanges { get; init; } = [];

    /// <summary>Failed attempts.</summary>
    public IReadOnlyList<Attempt> Attempts { get; init; } = [];

    /// <summary>Verdicts on exchanges that are stored, or in this batch.</summary>
    public IReadOnlyList<KeyedVerdict> Verdicts { get; init; } = [];

    /// <summary>Measurements of exchanges that are stored, or in this batch.</summary>
    public IReadOnlyList<KeyedMeasurement> Measurements { get; init; } = [];
}
