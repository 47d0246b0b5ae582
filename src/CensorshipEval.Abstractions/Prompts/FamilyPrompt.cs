namespace CensorshipEval;

/// <summary>One role of a family in one form, in all its languages.</summary>
public sealed record FamilyPrompt
{
    /// <summary>What the prompt is for.</summary>
    public required PromptRole Role { get; init; }

    /// <summary>How it asks.</summary>
    public required PromptForm Form { get; init; }

    /// <summary>The wording per language.</summary>
    public required IReadOnlyDictionary<LanguageTag, PromptText> Texts { get; init; }
}
