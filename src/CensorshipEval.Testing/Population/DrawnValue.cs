using CensorshipEval.Analysis;

namespace CensorshipEval.Testing;

/// <summary>What came of one draw.</summary>
/// <param name="Trials">Everything asked for it.</param>
/// <param name="Low">Its value if all that could not be judged had been answered where that lowers it, and refused where that does.</param>
/// <param name="High">The same the other way.</param>
internal sealed record DrawnValue(IReadOnlyList<Trial> Trials, double Low, double High)
{
    public static DrawnValue Of(Draw draw, IReadOnlyList<IReadOnlyList<Trial>> asked, BehaviorClaim claim)
    {
        double low = 0, high = 0;
        int next = 0;
        foreach (AskedUnit unit in draw.Units)
        {
            foreach (AskedPart part in unit.Parts)
            {
                Interval share = Share(asked[next++], claim.Behavior.Counts);
                low += part.Sign > 0 ? share.Low : -share.High;
                high += part.Sign > 0 ? share.High : -share.Low;
            }

            if (claim.Baseline?.Of(unit) is not { } before) continue;
            low -= before.High;
            high -= before.Low;
        }

        int count = draw.Units.Count;
        return new DrawnValue(
            [.. asked.SelectMany(static trials => trials)], Math.Clamp(low / count, claim.Behavior.Low, claim.Behavior.High), Math.Clamp(high / count, claim.Behavior.Low, claim.Behavior.High));
    }

    /// <summary>Which share of the samples counts; from what it is if none of those does that could not be judged, to what it is if all do. An empty sample is not made good by the next one.</summary>
    public static Interval Share(IReadOnlyList<Trial> samples, Func<Verdict, bool> counts)
    {
        int counted = samples.Count(sample => !sample.Verdict.IsMissing && counts(sample.Verdict)), missing = samples.Count(static sample => sample.Verdict.IsMissing);
        return new Interval((double)counted / samples.Count, (double)(counted + missing) / samples.Count);
    }
}
