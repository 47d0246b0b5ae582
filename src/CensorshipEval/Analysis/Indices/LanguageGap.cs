namespace CensorshipEval.Analysis;

/// <summary>A model's index in one language minus its index in another, over the same families and forms.</summary>
public sealed record LanguageGap
{
    /// <summary>What the trials have in common, but for their language.</summary>
    public required TrialGroup Group { get; init; }

    /// <summary>The language.</summary>
    public required LanguageTag Language { get; init; }

    /// <summary>The language it is compared with.</summary>
    public required LanguageTag Reference { get; init; }

    /// <summary>The gap; its sides are the two indices.</summary>
    public required Contrast Gap { get; init; }

    /// <summary>Whether prompts of either language are machine translations: the gap may be one of translation.</summary>
    public required bool IsExploratory { get; init; }
}
