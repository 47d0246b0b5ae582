namespace CensorshipEval.Reporting;

/// <summary>How far the writing, the checking or the replay of an evidence bundle got.</summary>
/// <param name="Step">What is being done.</param>
/// <param name="Done">How many items, or bytes while checking, are done.</param>
/// <param name="Total">How many there are in all; <see langword="null"/> where nobody knows yet.</param>
public readonly record struct EvidenceProgress(EvidenceStep Step, long Done, long? Total);
