using CensorshipEval.Corpora;

namespace CensorshipEval.Tests;

/// <summary>The built-in corpus and plans over it, as the tests of this project need them.</summary>
internal static class TestCorpus
{
    public static IPromptCorpus BuiltIn => PromptCorpus.BuiltIn;

    /// <summary>The prompts of a few families in two languages: enough to run through, quick to ask.</summary>
    public static IReadOnlyList<Prompt> Few { get; } =
        new PromptSelection { Languages = [LanguageTag.Parse("en"), LanguageTag.Parse("ja")], MaxPrompts = 24 }.Select(BuiltIn);
}
