namespace CensorshipEval;

/// <summary>A call that failed in transport. Stored, and asked again when the run is resumed.</summary>
/// <param name="Exchange">What came back of it, the error included.</param>
/// <param name="Number">Which attempt at this trial it was, from 1.</param>
public sealed record Attempt(Exchange Exchange, int Number);
