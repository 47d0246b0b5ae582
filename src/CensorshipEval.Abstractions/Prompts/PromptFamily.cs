namespace CensorshipEval;

/// <summary>One question in matched versions: the unit of sampling and of clustering.</summary>
public sealed record PromptFamily
{
    /// <summary>Name within the corpus: lower-case letters, digits and hyphens.</summary>
    public required string Id { get; init; }

    /// <summary>Short English title.</summary>
    public required string Title { get; init; }

    /// <summary>Topic by which results are grouped: lower-case letters, digits and hyphens.</summary>
    public required string Topic { get; init; }

    /// <summary>Whose authorities find the sensitive prompt sensitive.</summary>
    public Jurisdiction Jurisdiction { get; init; }

    /// <summary>Where the analogue is set.</summary>
    public Jurisdiction AnalogueJurisdiction { get; init; }

    /// <summary>Why it is sensitive; <see langword="null"/> for neutral families and safety controls.</summary>
    public Sensitivity? Sensitivity { get; init; }

    /// <summary>The public sources the family rests on.</summary>
    public required IReadOnlyList<SourceReference> Sources { get; init; }

    /// <summary>Facts that a full answer states.</summary>
    public IReadOnlyList<KeyFact> KeyFacts { get; init; } = [];

    /// <summary>What authorities say instead.</summary>
    public IReadOnlyList<OfficialLine> OfficialLine { get; init; } = [];

    /// <summary>The prompts by role and form.</summary>
    public required IReadOnlyList<FamilyPrompt> Prompts { get; init; }
}
