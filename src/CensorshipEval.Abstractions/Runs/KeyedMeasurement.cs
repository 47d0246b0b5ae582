namespace CensorshipEval;

/// <summary>A measurement and the trial it is about.</summary>
/// <param name="Key">The trial.</param>
/// <param name="Measurement">The measurement.</param>
public readonly record struct KeyedMeasurement(TrialKey Key, Measurement Measurement);
