namespace CensorshipEval.Analysis;

/// <summary>Whether one aspect of the answers to sentinels changed from the start of a run to its end.</summary>
public sealed record SentinelDrift
{
    /// <summary>What was watched, and in which unit.</summary>
    public required SentinelAspect Aspect { get; init; }

    /// <summary>Repeats of sentinels that tell of it.</summary>
    public required int Repeats { get; init; }

    /// <summary>Sentinels that these belong to.</summary>
    public required int Prompts { get; init; }

    /// <summary>The value in the first half of each sentinel's repeats; <see langword="null"/> without any.</summary>
    public double? Start { get; init; }

    /// <summary>The value in the second half; <see langword="null"/> without any.</summary>
    public double? End { get; init; }

    /// <summary>
    /// Two-sided p-value of a linear trend over the order of asking, by permutation within each sentinel; 1 where nothing varied,
    /// <see langword="null"/> when it cannot be told.
    /// </summary>
    public double? PValue { get; init; }

    /// <summary>The same after Holm's adjustment over the tests of this target.</summary>
    public double? AdjustedPValue { get; init; }

    /// <summary>Why it cannot be told; <see langword="null"/> when it can.</summary>
    public string? NotToldBecause { get; init; }
}
