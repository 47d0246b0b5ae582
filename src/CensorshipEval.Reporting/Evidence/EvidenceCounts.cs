namespace CensorshipEval.Reporting;

/// <summary>How much an evidence bundle holds.</summary>
/// <param name="Exchanges">Exchanges.</param>
/// <param name="Attempts">Calls that failed in transport.</param>
/// <param name="Trials">Trials with a verdict, those that failed in transport included.</param>
/// <param name="Measurements">Measurements.</param>
/// <param name="Families">Families of the prompts that were asked.</param>
public sealed record EvidenceCounts(long Exchanges, long Attempts, long Trials, long Measurements, long Families);
