namespace CensorshipEval;

/// <summary>Under which versions trials are read: one detector, and any number of measures.</summary>
/// <param name="Detector">The detector.</param>
/// <param name="Measures">The measures.</param>
public sealed record Judges(ComponentId Detector, IReadOnlyList<ComponentId> Measures);
