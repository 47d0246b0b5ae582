using CensorshipEval.Analysis;

namespace CensorshipEval.Reporting;

/// <summary>A run before the one that is reported, for trends.</summary>
/// <param name="RunId">Its id.</param>
/// <param name="CreatedAt">When it was begun.</param>
/// <param name="Analysis">The analysis of its trials, judged by the same detector.</param>
public sealed record EarlierRun(string RunId, DateTimeOffset CreatedAt, RunAnalysis Analysis);
