namespace CensorshipEval;

/// <summary>How far a trial got.</summary>
/// <param name="IsJudged">Whether every verdict and measurement asked about is stored too.</param>
/// <param name="Delivery">The stored verdict's first axis; <see langword="null"/> while there is none.</param>
public readonly record struct StoredTrial(bool IsJudged, Delivery? Delivery);
