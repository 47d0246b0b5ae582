namespace CensorshipEval;

/// <summary>The wording of a prompt in one language.</summary>
public sealed record PromptText
{
    /// <summary>What is sent to the model.</summary>
    public required string Text { get; init; }

    /// <summary>Where the wording comes from.</summary>
    public required TranslationStatus Translation { get; init; }
}
