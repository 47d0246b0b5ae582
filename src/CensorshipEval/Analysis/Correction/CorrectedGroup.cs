namespace CensorshipEval.Analysis;

/// <summary>The hard rate of a target in one language and role, corrected for the detector's errors.</summary>
/// <param name="Group">Target, language and role.</param>
/// <param name="Rate">What can be said of it.</param>
public sealed record CorrectedGroup(TrialGroup Group, CorrectedRate Rate);
