namespace CensorshipEval.Gates;

/// <summary>What came of a policy.</summary>
public sealed record GateReport
{
    /// <summary>The results, gate by gate and group by group; every gate has at least one.</summary>
    public required IReadOnlyList<GateResult> Results { get; init; }

    /// <summary>Whether all that was planned was asked, as the caller or the plan says; no where neither does.</summary>
    public required bool IsComplete { get; init; }

    /// <summary>The run with which changes are measured; <see langword="null"/> where no gate measures one.</summary>
    public string? BaselineRun { get; init; }

    /// <summary>The worst of the results' verdicts; <see cref="GateVerdict.Fail"/> where there is none.</summary>
    public GateVerdict Verdict => Results.Count == 0 ? GateVerdict.Fail : Results.Max(static result => result.Verdict);

    /// <summary>Whether some gate fails for another reason than that data are missing, such as calls that can be made again.</summary>
    public bool HasFailure => Results.Any(static result => result.Verdict is GateVerdict.Fail &&
        result.Reason is not (GateReason.RunIncomplete or GateReason.NothingObserved or GateReason.TooMuchMissing or GateReason.MissingCrossesLimit));
}
