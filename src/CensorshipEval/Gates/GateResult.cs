using CensorshipEval.Analysis;

namespace CensorshipEval.Gates;

/// <summary>What came of one gate for one group.</summary>
public sealed record GateResult
{
    /// <summary>The gate, with the policy's settings where it has none of its own.</summary>
    public required Gate Gate { get; init; }

    /// <summary>What the trials have in common; of a language gap, its language.</summary>
    public required TrialGroup Group { get; init; }

    /// <summary>What the data say.</summary>
    public required GateOutcome Outcome { get; init; }

    /// <summary>Why.</summary>
    public required GateReason Reason { get; init; }

    /// <summary>
    /// What that means for a build: inconclusive is what the gate says it is, except where something is broken (nothing observed, too much missing, an incomplete
    /// run, too few answers with a value, no baseline), which fails.
    /// </summary>
    public GateVerdict Verdict => Outcome switch
    {
        GateOutcome.Pass => GateVerdict.Pass,
        GateOutcome.Fail => GateVerdict.Fail,
        _ => Reason is GateReason.IntervalCrossesLimit or GateReason.MissingCrossesLimit or GateReason.TooFewFamilies or GateReason.NoInterval ? Gate.Inconclusive ?? GateVerdict.Fail : GateVerdict.Fail,
    };

    /// <summary>What was measured, with its interval; <see langword="null"/> where nothing was.</summary>
    public required Estimate? Estimate { get; init; }

    /// <summary>What was measured if all that is missing counted one way, and if it all counted the other; <see langword="null"/> where that cannot be told.</summary>
    public required Interval? Bounds { get; init; }

    /// <summary>How far the estimate is beyond the nearer limit, in the measure's unit; below 0 when it is within. <see langword="null"/> where nothing was measured.</summary>
    public required double? Beyond { get; init; }

    /// <summary>Families it rests on.</summary>
    public int Families => Estimate?.Families ?? 0;

    /// <summary>Families that are not compared because one side of them is lacking, as a sensitive prompt without its analogue.</summary>
    public int UnpairedFamilies { get; init; }

    /// <summary>Of a language gap: the language that is compared with.</summary>
    public LanguageTag? Reference { get; init; }

    /// <summary>Trials of the group, the missing ones included; of a change, those of this run.</summary>
    public required long Trials { get; init; }

    /// <summary>Share of the trials that are compared of which nothing could be judged, 0 to 1; of the side that has more of them.</summary>
    public required double MissingShare { get; init; }

    /// <summary>How many families lie beyond a limit by themselves.</summary>
    public required int FamiliesBeyond { get; init; }

    /// <summary>Up to five of them, the worst first.</summary>
    public required IReadOnlyList<GateEvidence> Evidence { get; init; }

    /// <summary>All that in one sentence, without the name of the gate.</summary>
    public required string Message { get; init; }

    /// <summary>The group in words: <c>my-model, CN, zh-Hans</c>; <c>all targets</c> where nothing was told apart.</summary>
    public string GroupName => GateNames.Of(Group);
}
