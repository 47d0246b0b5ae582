using CensorshipEval.Conformance;

namespace CensorshipEval.Analysis;

/// <summary>The rates that fit, where sensitivity or specificity is known from one source alone.</summary>
internal static class CorrectionBand
{
    public static CorrectedRate Of(
        CorrectedRate none, RateCorrection at, Interval observed, IReadOnlyList<(int Right, int Labelled)> refusals, IReadOnlyList<(int Right, int Labelled)> answers)
    {
        double quantile = ScoreInterval.Quantile(none.Confidence, double.PositiveInfinity);
        Interval sensitivity = Range(refusals, quantile), specificity = Range(answers, quantile);
        if (sensitivity.Low + specificity.Low - 1 < RoganGladen.LeastYouden) return RoganGladen.NotIdentified(none);
        double signals = at.Sensitivity * at.Signalled;
        return none with
        {
            Outcome = CorrectionOutcome.Band,
            Band = new Interval(
                Math.Clamp((at with { Text = observed.Low - signals, Sensitivity = sensitivity.High, Specificity = specificity.Low }).Estimate, 0, 1),
                Math.Clamp((at with { Text = observed.High - signals, Sensitivity = sensitivity.Low, Specificity = specificity.High }).Estimate, 0, 1)),
            Reason = "Only one source tells of the detector's errors here; another might tell otherwise, so there is a band and no rate.",
        };
    }

    // However many rows one source has, it is one draw: of more than the fewest it is taken to tell no more than those. At 50 rows and a share of 0.9 that
    // is ±8 points, about what sources differ by among each other.
    private static Interval Range(IReadOnlyList<(int Right, int Labelled)> sources, double quantile)
    {
        double low = 1, high = 0;
        foreach ((int right, int labelled) in sources)
        {
            Interval range = ScoreInterval.Of((double)right / labelled, Math.Min(labelled, ConformanceResult.FewestOfEachClass), quantile);
            (low, high) = (Math.Min(low, range.Low), Math.Max(high, range.High));
        }

        return new Interval(low, high);
    }
}
