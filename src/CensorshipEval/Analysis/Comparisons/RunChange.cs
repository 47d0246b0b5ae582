namespace CensorshipEval.Analysis;

/// <summary>What changed of a target from one run to another.</summary>
public sealed record RunChange
{
    /// <summary>The target, which both runs asked.</summary>
    public required string TargetId { get; init; }

    /// <summary>
    /// What else than time differs between the two runs' targets of this id: <c>model</c>, <c>endpoint</c>, <c>system prompt</c>, <c>sampling</c>. Empty where nothing does, as
    /// far as the runs know.
    /// </summary>
    public required IReadOnlyList<string> TargetDiffersIn { get; init; }

    /// <summary>Over which prompts: only those that both runs asked in the same words.</summary>
    public required ComparedRoles Roles { get; init; }

    /// <summary>Later minus earlier.</summary>
    public required Contrast Found { get; init; }

    /// <summary>Holm's adjusted p-value over the targets and roles compared.</summary>
    public required double HolmPValue { get; init; }
}
