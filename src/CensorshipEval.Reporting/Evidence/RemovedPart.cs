namespace CensorshipEval.Reporting;

/// <summary>What was left out of an evidence bundle. Never says what stood there.</summary>
/// <param name="Field">The field, such as <c>exchanges.metadata.requestId</c>.</param>
/// <param name="IsWhole">Whether the whole field is gone; otherwise parts of its text were masked, each with as many characters as it had.</param>
/// <param name="Count">How often.</param>
public sealed record RemovedPart(string Field, bool IsWhole, long Count);
