namespace CensorshipEval;

/// <summary>What is asked once: one role of one family in one form and one language, or a single prompt of the user's own.</summary>
public sealed record Prompt
{
    /// <summary>Unique within a run.</summary>
    public required string Id { get; init; }

    /// <summary>What is sent to the model.</summary>
    public required string Text { get; init; }

    /// <summary>The language of <see cref="Text"/>.</summary>
    public required LanguageTag Language { get; init; }

    /// <summary>The family it belongs to; <see langword="null"/> when it stands alone and is its own cluster.</summary>
    public string? FamilyId { get; init; }

    /// <summary>What it is for; <see langword="null"/> when its author did not say.</summary>
    public PromptRole? Role { get; init; }

    /// <summary>How it asks; <see langword="null"/> when its author did not say.</summary>
    public PromptForm? Form { get; init; }

    /// <summary>Topic by which results are grouped.</summary>
    public string? Topic { get; init; }

    /// <summary>Whose authorities are concerned.</summary>
    public Jurisdiction Jurisdiction { get; init; }

    /// <summary>Where the wording comes from.</summary>
    public TranslationStatus Translation { get; init; }

    /// <summary>The unit of sampling this prompt counts under: its family, or itself.</summary>
    public string Cluster => FamilyId ?? Id;
}
