namespace CensorshipEval.Analysis;

/// <summary>What changed of a target from one run to another.</summary>
public sealed record RunChange
{
    /// <summary>The target, which both runs asked.</summary>
    public required string TargetId { get; init; }

    /// <summary>Over which prompts.</summary>
    public required ComparedRoles Roles { get; init; }

    /// <summary>Later minus earlier.</summary>
    public required Contrast Found { get; init; }

    /// <summary>Holm's adjusted p-value over the targets and roles compared.</summary>
    public required double HolmPValue { get; init; }
}
