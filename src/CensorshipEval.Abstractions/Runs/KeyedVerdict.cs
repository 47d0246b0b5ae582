namespace CensorshipEval;

/// <summary>A verdict and the trial it is about.</summary>
/// <param name="Key">The trial.</param>
/// <param name="Verdict">The verdict.</param>
public readonly record struct KeyedVerdict(TrialKey Key, Verdict Verdict);
