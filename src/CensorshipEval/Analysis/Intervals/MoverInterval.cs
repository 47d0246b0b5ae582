namespace CensorshipEval.Analysis;

/// <summary>
/// Method of variance estimates recovery: the interval of a difference from the intervals of its two sides and their correlation (Zou and Donner,
/// Statistics in Medicine 27, 2008; for paired proportions Newcombe, Statistics in Medicine 17, 1998, method 10).
/// </summary>
internal static class MoverInterval
{
    public static Interval Of(double left, Interval ofLeft, double right, Interval ofRight, double correlation)
    {
        double difference = left - right;
        double below = Distance(left - ofLeft.Low, ofRight.High - right, correlation);
        double above = Distance(ofLeft.High - left, right - ofRight.Low, correlation);
        return new Interval(difference - below, difference + above);
    }

    /// <summary>
    /// The correlation as it is used: drawn towards none where few families tell of it, by 1 - 3/G for the effective number of families G. Estimated from eight
    /// families it is often far off, and one that is too high makes an interval too narrow.
    /// </summary>
    public static double Shrink(double correlation, double effectiveClusters) =>
        double.IsFinite(correlation) ? Math.Clamp(correlation, -1, 1) * Math.Max(0, 1 - (3 / effectiveClusters)) : 0;

    private static double Distance(double left, double right, double correlation) =>
        Math.Sqrt(Math.Max(0, (left * left) - (2 * correlation * left * right) + (right * right)));
}
