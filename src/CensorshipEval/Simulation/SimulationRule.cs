namespace CensorshipEval.Simulation;

/// <summary>What a simulated model does with the prompts that a rule is about. Of several rules, the first that fits a prompt holds.</summary>
public sealed record SimulationRule
{
    /// <summary>Only prompts of this jurisdiction; <see langword="null"/> for all.</summary>
    public Jurisdiction? Jurisdiction { get; init; }

    /// <summary>Only prompts of this topic; <see langword="null"/> for all.</summary>
    public string? Topic { get; init; }

    /// <summary>Only prompts of this role; <see langword="null"/> for all.</summary>
    public PromptRole? Role { get; init; }

    /// <summary>Only prompts in this language; <see langword="null"/> for all.</summary>
    public LanguageTag? Language { get; init; }

    /// <summary>Share of each behaviour, each 0 to 1, together at most 1; the rest is answered.</summary>
    public required IReadOnlyDictionary<SimulatedBehavior, double> Shares { get; init; }

    internal bool Fits(Prompt prompt) =>
        (Jurisdiction is null || Jurisdiction == prompt.Jurisdiction) &&
        (Topic is null || string.Equals(Topic, prompt.Topic, StringComparison.Ordinal)) &&
        (Role is null || Role == prompt.Role) &&
        (Language is null || Language == prompt.Language);
}
