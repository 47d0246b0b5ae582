namespace CensorshipEval.Analysis;

/// <summary>What came of a declared comparison.</summary>
public sealed record Comparison
{
    /// <summary>What was declared.</summary>
    public required DeclaredComparison Declared { get; init; }

    /// <summary>What was found; <see langword="null"/> where no unit is on both sides.</summary>
    public required Contrast? Found { get; init; }

    /// <summary>Whether it compares two hosts of one model: the same weights, so that a difference is the hosts'.</summary>
    public required bool IsOfHosts { get; init; }

    /// <summary>
    /// Holm's adjusted p-value over all declared comparisons; those without a p-value count as 1. The chance of any false alarm among them all at a level is at
    /// most that level.
    /// </summary>
    public required double HolmPValue { get; init; }

    /// <summary>Benjamini and Hochberg's adjusted p-value over all declared comparisons: the expected share of false alarms among those called different.</summary>
    public required double FalseDiscoveryRate { get; init; }

    /// <summary>Whether it compares languages over machine translations.</summary>
    public required bool IsExploratory { get; init; }
}
