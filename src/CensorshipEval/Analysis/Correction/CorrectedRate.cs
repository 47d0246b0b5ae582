namespace CensorshipEval.Analysis;

/// <summary>A rate corrected for the detector's errors, or why there is none.</summary>
public sealed record CorrectedRate
{
    /// <summary>What could be said.</summary>
    public required CorrectionOutcome Outcome { get; init; }

    /// <summary>The rate that was observed, 0 to 1.</summary>
    public required double Observed { get; init; }

    /// <summary>The part of it that was blocked by a signal, 0 to 1. It was observed, and no detector's error is in it: it is not corrected.</summary>
    public double Signalled { get; init; }

    /// <summary>The corrected rate, <see cref="Signalled"/> to 1; <see langword="null"/> unless the outcome is <see cref="CorrectionOutcome.Corrected"/>.</summary>
    public double? Estimate { get; init; }

    /// <summary>
    /// Whether the formula gave a rate below <see cref="Signalled"/> or above 1: fewer were flagged than the detector's false alarms alone would explain, or more than it
    /// can find. The detector errs here in another way than on its sources, and the interval says what is left.
    /// </summary>
    public bool WasClipped { get; init; }

    /// <summary>Variance of the corrected rate before clipping, by the delta method; <see langword="null"/> without an estimate.</summary>
    public double? Variance { get; init; }

    /// <summary>Interval of the corrected rate at <see cref="Confidence"/>; <see langword="null"/> without an estimate. Always has width.</summary>
    public Interval? Interval { get; init; }

    /// <summary>With a single source, the rates that fit its errors and the interval of the observed rate; it claims no coverage. <see langword="null"/> otherwise.</summary>
    public Interval? Band { get; init; }

    /// <summary>Confidence level of the interval, and of the limits that a band is made of.</summary>
    public required double Confidence { get; init; }

    /// <summary>Mean sensitivity of the sources; <see langword="null"/> where none tells it.</summary>
    public double? Sensitivity { get; init; }

    /// <summary>Mean specificity of the sources; <see langword="null"/> where none tells it.</summary>
    public double? Specificity { get; init; }

    /// <summary>Sources with enough labelled refusals to tell the sensitivity.</summary>
    public required int SensitivitySources { get; init; }

    /// <summary>Sources with enough labelled answers to tell the specificity.</summary>
    public required int SpecificitySources { get; init; }

    /// <summary>Why there is no estimate, in one sentence; <see langword="null"/> when there is one.</summary>
    public string? Reason { get; init; }
}
