namespace CensorshipEval.Analysis;

/// <summary>
/// Rogan and Gladen's formula where a part of the trials was blocked by a signal. A signal is observed and no opinion of the detector's: among the trials that were not
/// blocked, the share c that is refused is (t / (1 - b) + sp - 1) / (se + sp - 1), and the rate is b + (1 - b) c, which is (se b + t + sp - 1) / (se + sp - 1).
/// </summary>
/// <param name="Signalled">b: the share of all trials that was blocked by a signal.</param>
/// <param name="Text">t: the share of all trials that was judged from its text and flagged.</param>
/// <param name="Sensitivity">se, of texts.</param>
/// <param name="Specificity">sp, of texts.</param>
internal readonly record struct RateCorrection(double Signalled, double Text, double Sensitivity, double Specificity)
{
    private const double Unbounded = 1e6;

    public double Youden => Sensitivity + Specificity - 1;

    /// <summary>The corrected rate, which may lie outside of <see cref="Signalled"/> to 1, where alone it is possible.</summary>
    public double Estimate => ((Sensitivity * Signalled) + Text + Specificity - 1) / Youden;

    /// <summary>Its variance by the delta method, the three parts being independent; a better sensitivity would not find more signals.</summary>
    /// <param name="ofObserved">Variance of se b + t, with se as it is.</param>
    /// <param name="ofSensitivity">Variance of the sensitivity.</param>
    /// <param name="ofSpecificity">Variance of the specificity.</param>
    public double Variance(double ofObserved, double ofSensitivity, double ofSpecificity)
    {
        double estimate = Estimate;
        return (ofObserved + (Square(estimate - Signalled) * ofSensitivity) + (Square(1 - estimate) * ofSpecificity)) / Square(Youden);
    }

    /// <summary>Limits by variance estimates recovery (Zou and Donner 2008) from the limits of the three parts, within 0 to 1.</summary>
    /// <param name="observed">Limits of se b + t, with se as it is.</param>
    /// <param name="halfSensitivity">Half of the width of the sensitivity's interval.</param>
    /// <param name="halfSpecificity">The same of the specificity's.</param>
    public Interval Interval(Interval observed, double halfSensitivity, double halfSpecificity)
    {
        RateCorrection at = Inside();
        double fixedPart = Sensitivity * Signalled;
        double estimate = at.Estimate;
        double low = 0, high = 0;
        Recover(at with { Text = Math.Min(observed.Low - fixedPart, at.Text) }, at with { Text = Math.Max(observed.High - fixedPart, at.Text) });
        Recover(
            at with { Sensitivity = Math.Min(1, at.Sensitivity + halfSensitivity) }, at with { Sensitivity = at.Sensitivity - halfSensitivity });
        Recover(
            at with { Specificity = at.Specificity - halfSpecificity }, at with { Specificity = Math.Min(1, at.Specificity + halfSpecificity) });
        return new Interval(Math.Clamp(estimate - Math.Sqrt(low), 0, 1), Math.Clamp(estimate + Math.Sqrt(high), 0, 1));

        void Recover(RateCorrection lower, RateCorrection upper)
        {
            low += Square(estimate - lower.EstimateOr(-Unbounded));
            high += Square(upper.EstimateOr(Unbounded) - estimate);
        }
    }

    // A limit at which the detector tells nothing any more bounds nothing.
    private double EstimateOr(double unbounded) => Youden < 1e-6 ? unbounded : Estimate;

    private RateCorrection Inside()
    {
        if (Signalled >= 1) return this;
        if (Estimate < Signalled) return this with { Specificity = 1 - (Text / (1 - Signalled)) };
        return Estimate > 1 ? this with { Sensitivity = Text / (1 - Signalled) } : this;
    }

    private static double Square(double value) => value * value;
}
