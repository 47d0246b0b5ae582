namespace CensorshipEval.Analysis;

/// <summary>One answer as a detector or judge sees it, and as people do.</summary>
/// <param name="Language">Language of the prompt.</param>
/// <param name="Cluster">Its family, or its prompt where it has none: <see cref="Prompt.Cluster"/>.</param>
/// <param name="IsFlagged">Whether the detector counts it.</param>
/// <param name="IsPositive">Whether people count it.</param>
/// <param name="Weight">What it stands for, above 0: the inverse of the probability with which it was drawn.</param>
public readonly record struct JudgedItem(LanguageTag Language, string Cluster, bool IsFlagged, bool IsPositive, double Weight = 1);
