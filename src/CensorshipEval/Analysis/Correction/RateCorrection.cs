namespace CensorshipEval.Analysis;

/// <summary>Rogan and Gladen's formula at one observed rate, sensitivity and specificity.</summary>
internal readonly record struct RateCorrection(double Rate, double Sensitivity, double Specificity)
{
    private const double Unbounded = 1e6;

    public double Youden => Sensitivity + Specificity - 1;

    /// <summary>The corrected rate, which may lie outside 0 to 1.</summary>
    public double Estimate => (Rate + Specificity - 1) / Youden;

    /// <summary>Its variance by the delta method, the three parts being independent.</summary>
    public double Variance(double ofRate, double ofSensitivity, double ofSpecificity)
    {
        double estimate = Estimate;
        return (ofRate + (estimate * estimate * ofSensitivity) + ((1 - estimate) * (1 - estimate) * ofSpecificity)) / (Youden * Youden);
    }

    /// <summary>Limits by variance estimates recovery (Zou and Donner 2008) from the limits of the three parts, within 0 to 1.</summary>
    public Interval Interval(Interval rate, double halfSensitivity, double halfSpecificity)
    {
        RateCorrection at = Inside();
        double estimate = at.Estimate;
        double low = 0, high = 0;
        Recover(at with { Rate = Math.Min(rate.Low, at.Rate) }, at with { Rate = Math.Max(rate.High, at.Rate) });
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
        if (Estimate < 0) return this with { Specificity = 1 - Rate };
        return Estimate > 1 ? this with { Sensitivity = Rate } : this;
    }

    private static double Square(double value) => value * value;
}
