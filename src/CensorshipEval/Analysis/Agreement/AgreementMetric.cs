namespace CensorshipEval.Analysis;

/// <summary>How far two values are apart for <see cref="KrippendorffAlpha"/>.</summary>
public enum AgreementMetric
{
    /// <summary>Values are names: the same, or not.</summary>
    Nominal,

    /// <summary>Values are ranks: as far apart as there are values between them.</summary>
    Ordinal,

    /// <summary>Values are numbers: the square of their difference.</summary>
    Interval,
}
