namespace CensorshipEval;

/// <summary>An authority's own position on a topic, and the fixed phrases by which its recital is recognised.</summary>
public sealed record OfficialLine
{
    /// <summary>Whose position it is.</summary>
    public required string Authority { get; init; }

    /// <summary>The role of the prompts it concerns.</summary>
    public required PromptRole Role { get; init; }

    /// <summary>Ids of the family's sources that document it.</summary>
    public required IReadOnlyList<string> Sources { get; init; }

    /// <summary>The position as a text that recites it would put it, per language.</summary>
    public required IReadOnlyDictionary<LanguageTag, string> Statement { get; init; }

    /// <summary>Fixed phrases per language, matched like the wordings of a <see cref="KeyFact"/>.</summary>
    public required IReadOnlyDictionary<LanguageTag, IReadOnlyList<string>> Cues { get; init; }
}
