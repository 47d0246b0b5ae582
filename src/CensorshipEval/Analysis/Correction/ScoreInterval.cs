using MathNet.Numerics.Distributions;

namespace CensorshipEval.Analysis;

/// <summary>Wilson's score interval with a quantile of Student's t in the place of the normal one: for variances that were estimated from few families.</summary>
internal static class ScoreInterval
{
    /// <summary>
    /// Below so many families' worth of refusals (or of answers) a variance among families says little of how families differ: it may well have met none of
    /// the kind that differs.
    /// </summary>
    public const double FewFamilies = 5;

    /// <summary>The interval of a share whose variance is known from clusters.</summary>
    /// <param name="share">The share, 0 to 1.</param>
    /// <param name="variance">Its variance.</param>
    /// <param name="clusters">Clusters it was estimated from: the effective size where the variance says nothing, being 0.</param>
    /// <param name="quantile">The quantile.</param>
    public static Interval OfClusters(double share, double variance, double clusters, double quantile)
    {
        double binomial = share * (1 - share);
        return Of(share, binomial > 0 && variance > 0 ? binomial / variance : clusters, quantile);
    }

    /// <summary>
    /// The variance of a share if each family counted as a whole or not at all; a quarter of a family is added to either side, so that none does not pass for
    /// none that could be.
    /// </summary>
    public static double VarianceOfWholeFamilies(double share, int families)
    {
        double smoothed = ((share * families) + 0.25) / (families + 0.5);
        return smoothed * (1 - smoothed) / families;
    }

    /// <summary>
    /// Wilson's interval where the variance is at most that of families which count as a whole: of a size no smaller than the number of families, however small
    /// the share is beside the quarter of a family that the variance was smoothed by. The variance is assumed, so that the quantile is the normal one.
    /// </summary>
    public static Interval OfWholeFamilies(double share, double variance, double families, double confidence) =>
        Of(share, Math.Max(families, share * (1 - share) / variance), Quantile(confidence, double.PositiveInfinity));

    /// <summary>The smallest interval that holds both.</summary>
    public static Interval Hull(this Interval one, Interval other) => new(Math.Min(one.Low, other.Low), Math.Max(one.High, other.High));

    public static Interval Of(double share, double size, double quantile)
    {
        double q2 = quantile * quantile;
        double scale = 1 + (q2 / size);
        double centre = (share + (q2 / (2 * size))) / scale;
        double half = quantile / scale * Math.Sqrt((share * (1 - share) / size) + (q2 / (4 * size * size)));
        return new Interval(Math.Clamp(Math.Min(centre - half, share), 0, 1), Math.Clamp(Math.Max(centre + half, share), 0, 1));
    }

    /// <summary>The two-sided quantile of Student's t; of the normal distribution where there is no estimate of the variance to doubt.</summary>
    public static double Quantile(double confidence, double degreesOfFreedom)
    {
        double probability = (1 + confidence) / 2;
        return degreesOfFreedom is >= 1 and < 1e6 ? StudentT.InvCDF(0, 1, degreesOfFreedom, probability) : Normal.InvCDF(0, 1, probability);
    }
}
