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

    /// <summary>The letter of the right option of a <see cref="PromptForm.MultipleChoice"/>, the same in every language; <see langword="null"/> for other forms.</summary>
    public char? CorrectOption { get; init; }

    /// <summary>The letter of the option that is an authority's own version; <see langword="null"/> where none is.</summary>
    public char? OfficialOption { get; init; }
}
