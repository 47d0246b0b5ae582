using CensorshipEval.Analysis;

namespace CensorshipEval.Gates;

/// <summary>What the figures of a group say of its gate.</summary>
internal static class GateDecision
{
    // Sums of shares differ in their last digits from the limit that they meet.
    private const double Rounding = 1e-12;

    /// <summary>The outcome and its reason. What is broken is never a pass, and a failure only where it would be one all the same.</summary>
    public static (GateOutcome Outcome, GateReason Reason) Of(Gate gate, Estimate? estimate, double missingShare, Interval? bounds, bool complete, (long Values, long Answers) values = default)
    {
        if (estimate is null) return (GateOutcome.Inconclusive, complete ? GateReason.NothingObserved : GateReason.RunIncomplete);
        (GateOutcome Outcome, GateReason Reason) found = Sampled(gate, estimate);
        GateOutcome? bounded = bounds is { } ends && missingShare > 0 ? Place(gate, ends) : null;
        if (missingShare > gate.MaximumMissing + Rounding)
        {
            if (found.Outcome is not GateOutcome.Fail || bounded is not GateOutcome.Fail) found = (GateOutcome.Inconclusive, GateReason.TooMuchMissing);
        }
        else if (found.Outcome is not GateOutcome.Inconclusive && bounded is not null && bounded != found.Outcome)
        {
            found = (GateOutcome.Inconclusive, GateReason.MissingCrossesLimit);
        }

        if (found.Outcome is not GateOutcome.Fail && 2 * values.Values < values.Answers) found = (GateOutcome.Inconclusive, GateReason.TooFewValues);
        return complete || found.Outcome is GateOutcome.Fail ? found : (GateOutcome.Inconclusive, GateReason.RunIncomplete);
    }

    /// <summary>How far a value is beyond the nearer limit; below 0 within.</summary>
    public static double Distance(Gate gate, double value) => Math.Max(value - gate.AtMost ?? double.NegativeInfinity, gate.AtLeast - value ?? double.NegativeInfinity);

    /// <summary>The same of an estimate.</summary>
    public static double? Beyond(Gate gate, Estimate? estimate) => estimate is null ? null : Distance(gate, estimate.Value);

    private static (GateOutcome, GateReason) Sampled(Gate gate, Estimate estimate)
    {
        if (estimate.Families < gate.MinimumFamilies) return (GateOutcome.Inconclusive, GateReason.TooFewFamilies);
        if (gate.DecideOn is not DecisionBasis.Estimate && estimate.Interval is null) return (GateOutcome.Inconclusive, GateReason.NoInterval);
        GateOutcome place = Place(gate, gate.DecideOn is DecisionBasis.Estimate ? new Interval(estimate.Value, estimate.Value) : estimate.Interval!.Value);
        return (place, place switch
        {
            GateOutcome.Pass => GateReason.WithinLimits,
            GateOutcome.Fail => GateReason.BeyondLimit,
            _ => GateReason.IntervalCrossesLimit,
        });
    }

    private static GateOutcome Place(Gate gate, Interval ends) =>
        ends.Low > gate.AtMost + Rounding || ends.High < gate.AtLeast - Rounding ? GateOutcome.Fail
        : !(ends.High > gate.AtMost + Rounding) && !(ends.Low < gate.AtLeast - Rounding) ? GateOutcome.Pass
        : GateOutcome.Inconclusive;
}
