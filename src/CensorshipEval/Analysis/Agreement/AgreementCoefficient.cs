namespace CensorshipEval.Analysis;

/// <summary>Agreement beyond chance: 1 is full agreement, 0 what chance alone would give, below 0 less than that.</summary>
public sealed record AgreementCoefficient
{
    /// <summary>Items that two or more have judged.</summary>
    public required int Items { get; init; }

    /// <summary>The coefficient; <see langword="null"/> where it is not defined.</summary>
    public double? Value { get; init; }

    /// <summary>
    /// Interval by bootstrap over clusters, percentile, 2,000 replicates of a fixed seed; <see langword="null"/> where the coefficient is not defined, there are
    /// fewer than two clusters, fewer than half of the replicates define it, or one of two judges says the same of everything. Where everything agrees, so that no replicate differs, its lower end is what a share of
    /// disagreements at the end of Wilson's interval would give.
    /// </summary>
    public Interval? Interval { get; init; }

    /// <summary>Confidence level of the interval.</summary>
    public required double Confidence { get; init; }

    /// <summary>Share of pairs that agree, weighted as the coefficient is, 0 to 1; of an ordinal or interval metric, that do not differ at all. <see langword="null"/> without pairs.</summary>
    public double? ObservedAgreement { get; init; }

    /// <summary>The share that would agree by chance; <see langword="null"/> without pairs.</summary>
    public double? ExpectedAgreement { get; init; }

    /// <summary>Why there is no value, or a value without an interval because one judge says the same of everything; one sentence. <see langword="null"/> otherwise.</summary>
    public string? Reason { get; init; }
}
