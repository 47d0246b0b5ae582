namespace CensorshipEval.Gates;

/// <summary>What holds for all groups of a gate.</summary>
/// <param name="Incomplete">Why the run, or its baseline, does not count as complete; <see langword="null"/> where it does.</param>
/// <param name="Reference">Of a language gap: the language that is compared with.</param>
/// <param name="WithoutRoles">Whether no prompt of the run has a role, so that all of them are measured.</param>
/// <param name="Baseline">Of a change: the run that is compared with.</param>
internal sealed record GateSetting(string? Incomplete, LanguageTag? Reference, bool WithoutRoles, string? Baseline);
