namespace CensorshipEval.Reporting;

/// <summary>A measurement that is another in a replay.</summary>
/// <param name="Key">The trial.</param>
/// <param name="Measure">Name of the measure.</param>
/// <param name="Before">The measurement of the bundle; <see langword="null"/> where it has none.</param>
/// <param name="After">The measurement of the replay; <see langword="null"/> where it has none.</param>
public sealed record MeasurementDifference(TrialKey Key, string Measure, Measurement? Before, Measurement? After)
{
    /// <summary>The difference in one line for people, such as <c>model/prompt#0, key-fact-recall: 0.5, now 1</c>; what is invisible is written out.</summary>
    public override string ToString() => DifferenceText.Of(this);
}
