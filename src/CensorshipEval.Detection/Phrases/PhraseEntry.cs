namespace CensorshipEval.Detection;

/// <summary>One entry of a lexicon: what it means, and how its matches may be bounded.</summary>
internal sealed record PhraseEntry
{
    public required string Rule { get; init; }

    public required PhraseKind Kind { get; init; }

    public required RefusalReason? Reason { get; init; }

    /// <summary>Whether a match must begin where a word begins: everywhere but in scripts that write no spaces.</summary>
    public required bool StartsAtWord { get; init; }

    /// <summary>Whether it must end where a word ends: not where endings attach to words either.</summary>
    public required bool EndsAtWord { get; init; }
}
