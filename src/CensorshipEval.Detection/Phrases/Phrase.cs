namespace CensorshipEval.Detection;

/// <summary>A pattern of an entry.</summary>
/// <param name="Order">Its place among all patterns: where several match at one place, the first comes first.</param>
/// <param name="Pattern">What it looks like.</param>
/// <param name="Entry">What it means.</param>
internal sealed record Phrase(int Order, PhrasePattern Pattern, PhraseEntry Entry);

/// <summary>A phrase that may match: what stands there has brought it as far as this node of its pattern.</summary>
internal readonly record struct PhraseCandidate(Phrase Phrase, int Node, int Depth);
