using MathNet.Numerics.Distributions;

namespace CensorshipEval.Analysis;

/// <summary>The score interval of a proportion (E. B. Wilson, "Probable Inference, the Law of Succession, and Statistical Inference", JASA 22, 1927).</summary>
public static class WilsonInterval
{
    /// <summary>
    /// The interval for an observed rate and an effective sample size. Answers within a family resemble each other, so the size is a number of
    /// families, not of answers (L. Kish, "Survey Sampling", 1965, on effective sample size).
    /// </summary>
    /// <param name="rate">Observed rate, 0 to 1.</param>
    /// <param name="effectiveSize">Effective number of independent observations, above 0; need not be whole.</param>
    /// <param name="confidence">Confidence level, above 0 and below 1.</param>
    /// <returns>An interval that holds the rate and has width even at rates of 0 and 1.</returns>
    /// <exception cref="ArgumentOutOfRangeException">A value is out of range.</exception>
    public static Interval Of(double rate, double effectiveSize, double confidence = 0.95)
    {
        if (!(rate is >= 0 and <= 1)) throw new ArgumentOutOfRangeException(nameof(rate), rate, "Expected a rate from 0 to 1.");
        if (!(effectiveSize > 0)) throw new ArgumentOutOfRangeException(nameof(effectiveSize), effectiveSize, "Expected a size above 0.");
        if (!(confidence is > 0 and < 1)) throw new ArgumentOutOfRangeException(nameof(confidence), confidence, "Expected a level between 0 and 1.");

        double z = Normal.InvCDF(0, 1, (1 + confidence) / 2);
        double z2 = z * z;
        double scale = 1 + (z2 / effectiveSize);
        double centre = (rate + (z2 / (2 * effectiveSize))) / scale;
        double half = z / scale * Math.Sqrt((rate * (1 - rate) / effectiveSize) + (z2 / (4 * effectiveSize * effectiveSize)));
        // The ends meet 0 and 1 there exactly; rounding must not put the rate outside.
        return new Interval(Math.Clamp(Math.Min(centre - half, rate), 0, 1), Math.Clamp(Math.Max(centre + half, rate), 0, 1));
    }
}
