namespace CensorshipEval.Simulation;

/// <summary>What a simulated model can say about a prompt, from its family.</summary>
internal sealed class SimulatedContent(Prompt prompt, PromptFamily? family)
{
    private static readonly LanguageTag English = LanguageTag.Parse("en");

    private readonly KeyFact[] _facts = [.. family?.KeyFacts.Where(fact => fact.Role == prompt.Role) ?? []];
    private readonly FamilyPrompt? _asked = family?.Prompts.FirstOrDefault(asked => asked.Role == prompt.Role && asked.Form == prompt.Form);

    /// <summary>What it says where the family does not say it.</summary>
    public SimulationTexts Texts { get; } = SimulationTexts.For(prompt.Language);

    /// <summary>All key facts in the language of the prompt, or the letter of the right option; <see langword="null"/> where there are none.</summary>
    public string? Answer => Option(_asked?.CorrectOption) ?? Facts(prompt.Language, int.MaxValue);

    /// <summary>The first half of the key facts; <see langword="null"/> where there are fewer than two, or a letter is asked for.</summary>
    public string? SomeFacts => FactCount < 2 ? null : Facts(prompt.Language, SomeFactCount);

    /// <summary>How many those are.</summary>
    public int SomeFactCount => (FactCount + 1) / 2;

    /// <summary>All key facts in the language of the prompt; <see langword="null"/> where there are none, or a letter is asked for.</summary>
    public string? Thoughts => IsChoice ? null : Facts(prompt.Language, int.MaxValue);

    /// <summary>All key facts in English, or in the first other language where English was asked in; <see langword="null"/> where there is none, or a letter is asked for.</summary>
    public string? InOtherLanguage => IsChoice || OtherLanguage is not { } other ? null : Facts(other, int.MaxValue);

    /// <summary>The authority's position in the language of the prompt, or the letter of its option; <see langword="null"/> where there is none.</summary>
    public string? OfficialLine => IsChoice
        ? Option(_asked?.OfficialOption)
        : family?.OfficialLine
            .Where(line => line.Role == prompt.Role && line.Statement.ContainsKey(prompt.Language))
            .Select(line => line.Statement[prompt.Language])
            .FirstOrDefault();

    /// <summary>Whether a letter is asked for.</summary>
    public bool IsChoice => prompt.Form is PromptForm.MultipleChoice;

    /// <summary>Key facts that the prompt asks for; 0 where a letter is asked for.</summary>
    public int FactCount => IsChoice ? 0 : _facts.Count(fact => fact.Statement.ContainsKey(prompt.Language));

    private LanguageTag? OtherLanguage => prompt.Language != English
        ? English
        : _facts.SelectMany(static fact => fact.Statement.Keys).Where(static language => language != English).Order().Cast<LanguageTag?>().FirstOrDefault();

    private static string? Option(char? letter) => letter is { } chosen ? $"{chosen})" : null;

    private string? Facts(LanguageTag language, int most)
    {
        string[] statements = [.. _facts.Where(fact => fact.Statement.ContainsKey(language)).Take(most).Select(fact => fact.Statement[language])];
        return statements.Length == 0 ? null : string.Join(' ', statements);
    }
}
