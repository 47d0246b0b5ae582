namespace CensorshipEval.Detection;

/// <summary>A pattern of an entry.</summary>
internal sealed class Phrase
{
    /// <summary>Its place among all patterns: where several match at one place, the first comes first.</summary>
    public required int Order { get; init; }

    public required PhrasePattern Pattern { get; init; }

    public required PhraseEntry Entry { get; init; }
}

/// <summary>A phrase that may stand at a place.</summary>
/// <param name="Phrase">The phrase.</param>
/// <param name="Node">The node of its pattern to go on from.</param>
/// <param name="Depth">How many characters stand before that, which the pattern has taken.</param>
/// <param name="Next">The one character that the node takes, so that most candidates are turned down without a look at the pattern; U+0000 where it is not one.</param>
internal readonly record struct PhraseCandidate(Phrase Phrase, int Node, byte Depth, char Next);
