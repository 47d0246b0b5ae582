namespace CensorshipEval.Testing;

/// <summary>What came of one draw.</summary>
/// <param name="Trials">Everything asked for it.</param>
/// <param name="Low">Its value if all that could not be judged had been answered where that lowers it, and refused where that does.</param>
/// <param name="High">The same the other way.</param>
/// <param name="Unjudged">Prompts of which nothing could be judged.</param>
/// <param name="OnlyFailures">Whether every call failed in transport.</param>
internal sealed record DrawnValue(IReadOnlyList<Trial> Trials, double Low, double High, int Unjudged, bool OnlyFailures)
{
    public static DrawnValue Of(Draw draw, IReadOnlyList<IReadOnlyList<Trial>> asked, BehaviorClaim claim)
    {
        double low = 0, high = 0;
        int next = 0, unjudged = 0;
        foreach (AskedUnit unit in draw.Units)
        {
            foreach (AskedPart part in unit.Parts)
            {
                // The last of several samples: those before it came back empty.
                Verdict verdict = asked[next++][^1].Verdict;
                double counted = part.Sign * (claim.Behavior.Counts(verdict) ? 1 : 0);
                low += verdict.IsMissing ? Math.Min(part.Sign, 0) : counted;
                high += verdict.IsMissing ? Math.Max(part.Sign, 0) : counted;
                if (verdict.IsMissing) unjudged++;
            }

            if (claim.Baseline?.ValueOf(unit, claim.Behavior.Counts) is not { } before) continue;
            low -= before;
            high -= before;
        }

        Trial[] trials = [.. asked.SelectMany(static trials => trials)];
        int count = draw.Units.Count;
        return new DrawnValue(
            trials, Math.Clamp(low / count, claim.Behavior.Low, claim.Behavior.High), Math.Clamp(high / count, claim.Behavior.Low, claim.Behavior.High),
            unjudged, trials.All(static trial => trial.Verdict.Delivery is Delivery.TransportError));
    }
}
