namespace CensorshipEval.Gates;

/// <summary>What came of a policy.</summary>
public sealed record GateReport
{
    /// <summary>The results, gate by gate and group by group; every gate has at least one.</summary>
    public required IReadOnlyList<GateResult> Results { get; init; }

    /// <summary>Whether all that was planned was asked, as the caller said.</summary>
    public required bool IsComplete { get; init; }

    /// <summary>The worst of the results' verdicts; <see cref="GateVerdict.Fail"/> where there is none.</summary>
    public GateVerdict Verdict => Results.Count == 0 ? GateVerdict.Fail : Results.Max(static result => result.Verdict);

    /// <summary>Whether some gate failed by what was measured or asked for, rather than for want of data.</summary>
    public bool HasFailure => Results.Any(static result => result.Outcome is GateOutcome.Fail);
}
