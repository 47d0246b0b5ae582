namespace CensorshipEval.Analysis;

/// <summary>
/// Something that stood, or may have stood, between the asker and the model. It says what was seen and nothing about why: aliases, busy hosts and
/// upgrades look alike from outside.
/// </summary>
public sealed record ServingFinding
{
    /// <summary>The target.</summary>
    public required string TargetId { get; init; }

    /// <summary>What was noticed.</summary>
    public required ServingFindingKind Kind { get; init; }

    /// <summary>How much it matters.</summary>
    public required FindingSeverity Severity { get; init; }

    /// <summary>One plain English sentence or two, fit for a terminal.</summary>
    public required string Message { get; init; }

    /// <summary>How many trials show it; of a drift, how many could.</summary>
    public required long Count { get; init; }

    /// <summary>Of how many trials.</summary>
    public required long Of { get; init; }

    /// <summary>The p-value of its test; <see langword="null"/> where something was read off and nothing was tested.</summary>
    public double? PValue { get; init; }

    /// <summary>The same after Holm's adjustment over the tests of this target; a finding is made at 0.01 or less.</summary>
    public double? AdjustedPValue { get; init; }
}
