using FluentValidation;

namespace CensorshipEval.Corpora;

/// <summary>Rules about texts that stand in several languages with the wordings that recognise them.</summary>
internal static class LanguageRules
{
    /// <summary>Both have every language of the prompts, and each language that either has.</summary>
    public static void Check<TWordings>(
        IReadOnlyDictionary<LanguageTag, string> statements,
        IReadOnlyDictionary<LanguageTag, TWordings> wordings,
        string statementPath,
        string wordingPath,
        IReadOnlyList<LanguageTag> languages,
        ValidationContext<PromptFamily> context)
    {
        const string Expected = "an entry for every language of the prompts";
        foreach (LanguageTag language in languages.Union(wordings.Keys).Where(language => !statements.ContainsKey(language)))
            context.Find($"{statementPath}[{language}]", "nothing", Expected, "Prompts", wordingPath);
        foreach (LanguageTag language in languages.Union(statements.Keys).Where(language => !wordings.ContainsKey(language)))
            context.Find($"{wordingPath}[{language}]", "nothing", Expected, "Prompts", statementPath);
    }

    /// <summary>No wording is so short that it would be found anywhere.</summary>
    public static bool CheckWordings(IReadOnlyList<string> wordings, LanguageTag language, string path, ValidationContext<PromptFamily> context)
    {
        int least = WordingMatcher.SeparatesWords(language) ? 2 : 1;
        bool good = true;
        for (int i = 0; i < wordings.Count; i++)
        {
            if (wordings[i].TrimEnd('*').Contains('*', StringComparison.Ordinal))
            {
                context.Find($"{path}[{i}]", VisibleText.Quote(wordings[i]), "an asterisk at the end alone");
                good = false;
                continue;
            }

            if (WordingMatcher.Bare(wordings[i]).Length >= least) continue;
            context.Find($"{path}[{i}]", VisibleText.Quote(wordings[i]), least == 1 ? "a wording that is not empty" : $"a wording of at least {least} characters");
            good = false;
        }

        return good;
    }
}
