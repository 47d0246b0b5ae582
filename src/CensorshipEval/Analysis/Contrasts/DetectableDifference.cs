using MathNet.Numerics.Distributions;

namespace CensorshipEval.Analysis;

/// <summary>The least true difference that data like these would show.</summary>
internal static class DetectableDifference
{
    /// <summary>
    /// The greater of two: half the interval times 1 + z(power)/z(confidence), and, where every family is one pair, the share of families that must differ, all one way,
    /// for the exact test to find them with that power. <see langword="null"/> where no difference that is possible would be found.
    /// </summary>
    public static double? Of(ContrastSide difference, MatchedUnits units, AnalysisOptions options)
    {
        if (difference.Estimate.Interval is not { } ends) return null;
        double least = (ends.High - ends.Low) / 2 * (1 + (Normal.InvCDF(0, 1, options.Power) / Normal.InvCDF(0, 1, (1 + options.Confidence) / 2)));
        // So many families must differ, all in one direction, before the exact test can speak at all: 2 · 2^-k is at most the level.
        int fewest = (int)Math.Ceiling(1 - Math.Log2(1 - options.Confidence));
        if (units.ModelCount < 2)
        {
            if (units.FamilyCount < fewest) return null;
            if (units.Count == units.FamilyCount) least = Math.Max(least, Beta.InvCDF(fewest, units.FamilyCount - fewest + 1, options.Power));
        }

        return difference.Possible is { } possible && least > possible.High ? null : least;
    }
}
