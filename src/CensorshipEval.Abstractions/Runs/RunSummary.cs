namespace CensorshipEval;

/// <summary>A run in a list of runs.</summary>
/// <param name="Id">The run.</param>
/// <param name="CreatedAt">When it was created.</param>
/// <param name="Exchanges">How many exchanges are stored.</param>
public sealed record RunSummary(string Id, DateTimeOffset CreatedAt, long Exchanges);
