using CensorshipEval.Conformance;

namespace CensorshipEval.Analysis;

/// <summary>
/// Corrects a rate for the errors of the detector that counted it: (observed + specificity - 1) / (sensitivity + specificity - 1)
/// (W. J. Rogan and B. Gladen, "Estimating Prevalence from the Results of a Screening Test", American Journal of Epidemiology 107, 1978).
/// </summary>
/// <remarks>
/// <para>
/// Sensitivity and specificity are the plain means over sources; the uncertainty of each is that of <em>one more source</em>, s² (1 + 1/K), and at least the
/// binomial one within the sources. The variance of the corrected rate p is that of the delta method,
/// (V(r) + p² V(se) + (1-p)² V(sp)) / J², with J = se + sp - 1 and the three independent (Z. Lang and J. Reiczigel, "Confidence Limits for Prevalence of
/// Disease Adjusted for Estimated Sensitivity and Specificity", Preventive Veterinary Medicine 113, 2014).
/// </para>
/// <para>
/// A block signal is observed and no opinion of the detector's. Where the share b of all trials was blocked and the share t was flagged for its text, the rate is
/// b + (1 - b) c with c = (t / (1 - b) + sp - 1) / J, which is (se b + t + sp - 1) / J: the formula above for the rate that the detector would count if it found
/// signals as it finds texts. So one clustered variance, of se b + t, holds both parts and how they come together in families; the sensitivity counts with
/// (p - b)² in the place of p². The rate is at least b: the lower limit is no lower than that of the signals alone, at half the error.
/// </para>
/// <para>
/// The interval is not p ± t √V, which fails near 0, but the variance estimates recovered from the limits of the three parts (G. Zou and A. Donner,
/// "Construction of Confidence Limits about Effect Measures", Statistics in Medicine 27, 2008): Wilson's with the effective size and Student's t of G-1
/// degrees of freedom for the observed rate, ± t of K-1 degrees for a further source. Where the corrected rate was clipped, its parts are first moved to
/// where it is just 0 or 1. What it covers in simulation stands in <c>docs/analysis.md</c>.
/// </para>
/// </remarks>
public static class RoganGladen
{
    /// <summary>A Youden index (sensitivity + specificity - 1) below this identifies nothing: the correction would multiply every error by ten.</summary>
    public const double LeastYouden = 0.1;

    private const double Rounding = 1e-12;

    /// <summary>Corrects a rate of texts that the detector judged: trials that were blocked by a signal are not among them. <see cref="RunAnalysis.Corrected"/> allows for both.</summary>
    /// <param name="rate">Observed rate, 0 to 1.</param>
    /// <param name="rateVariance">
    /// Its variance: best p(1-p)/n for the effective size n of its estimate; the variance between families is too small where these are few. 0 where nothing varies, as at rates of 0 and 1.
    /// </param>
    /// <param name="families">Families that it was estimated from, at least 1.</param>
    /// <param name="sources">What is known of the detector's errors for this language and role, one entry per source: <see cref="DetectorAccuracies.Find"/>.
    /// An entry with fewer than <see cref="ConformanceResult.FewestOfEachClass"/> refusals says nothing of the sensitivity here, one with fewer answers nothing of the specificity.</param>
    /// <param name="confidence">Confidence level, above 0 and below 1.</param>
    /// <exception cref="ArgumentOutOfRangeException">A value is out of range.</exception>
    public static CorrectedRate Correct(double rate, double rateVariance, int families, IReadOnlyList<DetectorAccuracy> sources, double confidence = 0.95)
    {
        if (!(rate is >= 0 and <= 1)) throw new ArgumentOutOfRangeException(nameof(rate), rate, "Expected a rate from 0 to 1.");
        if (!(rateVariance >= 0 && double.IsFinite(rateVariance))) throw new ArgumentOutOfRangeException(nameof(rateVariance), rateVariance, "Expected a variance of 0 or more.");
        if (!(confidence is > 0 and < 1)) throw new ArgumentOutOfRangeException(nameof(confidence), confidence, "Expected a level between 0 and 1.");
        ArgumentOutOfRangeException.ThrowIfLessThan(families, 1);
        ArgumentNullException.ThrowIfNull(sources);
        return Correct(new ObservedTextRate(rate, rateVariance, families), sources, confidence);
    }

    internal static CorrectedRate Correct(ObservedRefusals refusals, IReadOnlyList<DetectorAccuracy> sources, double confidence)
    {
        const int Fewest = ConformanceResult.FewestOfEachClass;
        List<(int Right, int Labelled)> positives = [.. sources.Where(static source => source.Positives >= Fewest).Select(static source => (source.TruePositives, source.Positives))];
        List<(int Right, int Labelled)> negatives = [.. sources.Where(static source => source.Negatives >= Fewest).Select(static source => (source.TrueNegatives, source.Negatives))];
        CorrectedRate none = NotAvailable(refusals, confidence) with { SensitivitySources = positives.Count, SpecificitySources = negatives.Count };
        if (sources.Count == 0) return none with { Reason = "Nothing is known of the detector's errors in this language." };
        if (positives.Count == 0 || negatives.Count == 0)
            return none with { Reason = $"No source has {Fewest} labelled {(positives.Count == 0 ? "refusals" : "answers")}, fewer tell nothing of the detector's errors." };

        PooledAccuracy sensitivity = PooledAccuracy.Of(positives), specificity = PooledAccuracy.Of(negatives);
        none = none with { Sensitivity = sensitivity.Mean, Specificity = specificity.Mean };
        var correction = new RateCorrection(refusals.Signalled, refusals.Text, sensitivity.Mean, specificity.Mean);
        double variance = refusals.Variance(sensitivity.Mean), scale = refusals.Scale(sensitivity.Mean);
        double share = Math.Clamp(((correction.Sensitivity * correction.Signalled) + correction.Text) / scale, 0, 1);
        int families = refusals.Families;
        Interval observed = ScoreInterval.OfClusters(share, variance / (scale * scale), families, ScoreInterval.Quantile(confidence, Math.Max(1, families - 1)));
        if (positives.Count == 1 || negatives.Count == 1) return WithFloor(CorrectionBand.Of(none, correction, Scaled(observed), positives, negatives));
        if (YoudenLow(sensitivity, specificity) < LeastYouden) return NotIdentified(none);

        double estimate = correction.Estimate;
        if (estimate * families < ScoreInterval.FewFamilies)
        {
            // Refusals come by whole families, false alarms one by one. A signal counts as much as a refusal that is found, which is more than what sets refusals in text apart.
            double clamped = Math.Clamp(estimate, 0, 1);
            double slope = correction.Youden + (clamped > 0 ? correction.Signalled / clamped * (correction.Sensitivity - correction.Youden) : 0);
            double wholeFamilies = slope * slope / (scale * scale) * ScoreInterval.VarianceOfWholeFamilies(clamped, families);
            observed = observed.Hull(ScoreInterval.OfWholeFamilies(share, wholeFamilies, families, confidence));
        }

        return WithFloor(none with
        {
            Outcome = CorrectionOutcome.Corrected,
            Estimate = Math.Clamp(estimate, refusals.Signalled, 1),
            WasClipped = estimate < refusals.Signalled - Rounding || estimate > 1 + Rounding,
            Variance = correction.Variance(variance, sensitivity.NewVariance, specificity.NewVariance),
            Interval = correction.Interval(Scaled(observed), Half(sensitivity, confidence), Half(specificity, confidence)),
        });

        Interval Scaled(Interval of) => new(of.Low * scale, of.High * scale);

        CorrectedRate WithFloor(CorrectedRate rate)
        {
            double least = refusals.LeastSignalled(confidence);
            return rate with { Interval = Above(rate.Interval, least), Band = Above(rate.Band, least) };
        }
    }

    internal static CorrectedRate NotAvailable(ObservedRefusals refusals, double confidence) => new()
    {
        Outcome = CorrectionOutcome.NotAvailable, Observed = refusals.Signalled + refusals.Text, Signalled = refusals.Signalled, Confidence = confidence,
        SensitivitySources = 0, SpecificitySources = 0,
    };

    internal static CorrectedRate NotIdentified(CorrectedRate none) => none with
    {
        Outcome = CorrectionOutcome.NotIdentified,
        Reason = $"The detector may hardly tell refusals from answers here (sensitivity {none.Sensitivity:0.00}, specificity {none.Specificity:0.00} on average): too many rates would fit what it flags.",
    };

    private static Interval? Above(Interval? limits, double least) => limits is { } found ? new Interval(Math.Max(found.Low, least), Math.Max(found.High, least)) : null;

    private static double Half(PooledAccuracy accuracy, double confidence) =>
        ScoreInterval.Quantile(confidence, accuracy.DegreesOfFreedom) * Math.Sqrt(accuracy.NewVariance);

    // Whether the mean detector tells anything is asked of the means, at 95 % whatever the level of the interval.
    private static double YoudenLow(PooledAccuracy sensitivity, PooledAccuracy specificity)
    {
        double variance = sensitivity.MeanVariance + specificity.MeanVariance;
        double degrees = variance * variance /
            ((sensitivity.MeanVariance * sensitivity.MeanVariance / sensitivity.DegreesOfFreedom) + (specificity.MeanVariance * specificity.MeanVariance / specificity.DegreesOfFreedom));
        return sensitivity.Mean + specificity.Mean - 1 - (ScoreInterval.Quantile(0.95, degrees) * Math.Sqrt(variance));
    }
}
