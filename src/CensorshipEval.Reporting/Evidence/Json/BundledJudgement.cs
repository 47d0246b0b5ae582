namespace CensorshipEval.Reporting;

/// <summary>A line of <c>judgements.jsonl</c>: what was said of a trial.</summary>
internal sealed record BundledJudgement(TrialKey Key, Verdict Verdict, IReadOnlyList<Measurement> Measurements);
