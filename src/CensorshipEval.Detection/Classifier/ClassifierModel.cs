namespace CensorshipEval.Detection;

/// <summary>All that training yields.</summary>
/// <param name="Version">Version of the data and the method it was made with.</param>
/// <param name="Ngrams">The n-gram weights.</param>
/// <param name="Refusal">From n-grams and phrases to the probability that an answer declines, at least in part.</param>
/// <param name="NonAnswer">The same for not doing what was asked.</param>
internal sealed record ClassifierModel(string Version, NgramWeights Ngrams, Combination Refusal, Combination NonAnswer);
