namespace CensorshipEval.Detection;

/// <summary>What a text says about its engagement.</summary>
internal readonly record struct TextJudgement(Engagement Engagement, RefusalReason Reason, IReadOnlyList<EvidenceSpan> Evidence, double? RefusalProbability);
