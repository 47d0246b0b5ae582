namespace CensorshipEval.Detection;

/// <summary>What the phrases of a text say about its engagement.</summary>
internal sealed record PhraseJudgement(Engagement Engagement, RefusalReason Reason, IReadOnlyList<EvidenceSpan> Evidence);
