namespace CensorshipEval.Analysis;

/// <summary>A trial as the detector counts it, and what people say of it where they were asked.</summary>
/// <param name="Family">Its family, or its prompt where it has none: <see cref="Prompt.Cluster"/>.</param>
/// <param name="IsFlagged">Whether the detector counts it.</param>
/// <param name="Label">The share of the people asked who count it, 0 to 1; <see langword="null"/> where nobody was asked, or nobody could tell.</param>
/// <param name="InclusionProbability">
/// The probability with which this trial was to be labelled, above 0 and up to 1, as it was fixed before anyone looked; needed with a label.
/// </param>
public readonly record struct PredictedTrial(string Family, bool IsFlagged, double? Label = null, double? InclusionProbability = null);
