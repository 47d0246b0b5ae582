namespace CensorshipEval.Gates;

/// <summary>Why a gate came out as it did.</summary>
public enum GateReason
{
    /// <summary>Passed: wholly within the limits.</summary>
    WithinLimits,

    /// <summary>Failed: wholly beyond a limit.</summary>
    BeyondLimit,

    /// <summary>Inconclusive: the interval lies on both sides of a limit.</summary>
    IntervalCrossesLimit,

    /// <summary>Inconclusive: fewer families than the gate asks for.</summary>
    TooFewFamilies,

    /// <summary>Inconclusive: no interval can be told, as for a measure without a known range whose values do not differ.</summary>
    NoInterval,

    /// <summary>Inconclusive, and never a pass: nothing that could be judged was observed, or no family has all that is compared.</summary>
    NothingObserved,

    /// <summary>Inconclusive: what is missing could carry the measure across a limit, if all of it counted one way.</summary>
    MissingCrossesLimit,

    /// <summary>Inconclusive, and never a pass: more is missing than the gate allows.</summary>
    TooMuchMissing,

    /// <summary>Inconclusive, and never a pass: fewer than half of the answers have a value of the measure.</summary>
    TooFewValues,

    /// <summary>Inconclusive, and never a pass: some exchanges were not obtained, of the run or of its baseline, or nobody said whether they were.</summary>
    RunIncomplete,

    /// <summary>Inconclusive, and never a pass: there is no baseline run to compare with, or it is the run itself.</summary>
    NoBaseline,

    /// <summary>Failed: a filter names something that the run does not have, or all of them together fit no prompt.</summary>
    NothingMatches,

    /// <summary>Failed: the run has no such measure.</summary>
    NotMeasured,
}
