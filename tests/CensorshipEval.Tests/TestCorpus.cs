using CensorshipEval.Corpora;

namespace CensorshipEval.Tests;

/// <summary>The built-in corpus and parts of it, as the tests of this project need them. The parts stay small however large the corpus grows.</summary>
internal static class TestCorpus
{
    public static IPromptCorpus BuiltIn => PromptCorpus.BuiltIn;

    /// <summary>The prompts of a few families in two languages that every family has: enough to run through, quick to ask.</summary>
    public static IReadOnlyList<Prompt> Few { get; } = Select(24, "en", "zh-Hans");

    /// <summary>Two families of each jurisdiction with all their prompts: every language, role and jurisdiction of the corpus, some hundred prompts.</summary>
    public static IReadOnlyList<Prompt> TwoOfEach { get; } =
    [
        .. BuiltIn.Prompts.GroupBy(static prompt => prompt.Jurisdiction).SelectMany(static jurisdiction => jurisdiction.GroupBy(static prompt => prompt.FamilyId).Take(2).SelectMany(static family => family)),
    ];

    /// <summary>What <c>--max-prompts</c> and <c>--languages</c> select of the built-in corpus.</summary>
    public static IReadOnlyList<Prompt> Select(int maxPrompts, params IEnumerable<string> languages) =>
        new PromptSelection { Languages = [.. languages.Select(LanguageTag.Parse)], MaxPrompts = maxPrompts }.Select(BuiltIn);
}
