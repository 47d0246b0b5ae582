namespace CensorshipEval.Analysis;

/// <summary>What could be said of a rate after correction for the detector's errors.</summary>
public enum CorrectionOutcome
{
    /// <summary>Two or more sources: a corrected rate with an interval.</summary>
    Corrected,

    /// <summary>One source: a band of rates, without a point, since nothing is known of how far another source would differ.</summary>
    Band,

    /// <summary>The detector can hardly tell refusals from answers there, so that nearly every rate would fit what it flags. No number.</summary>
    NotIdentified,

    /// <summary>Nothing is known of the detector's errors there. No number.</summary>
    NotAvailable,
}
