namespace CensorshipEval.Reporting;

/// <summary>A trial whose verdict is another in a replay.</summary>
/// <param name="Key">The trial.</param>
/// <param name="Before">The verdict of the bundle; <see langword="null"/> where it has none.</param>
/// <param name="After">The verdict of the replay; <see langword="null"/> where it has none.</param>
public sealed record VerdictDifference(TrialKey Key, Verdict? Before, Verdict? After);
