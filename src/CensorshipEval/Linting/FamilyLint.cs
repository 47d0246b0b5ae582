namespace CensorshipEval.Linting;

/// <summary>What one family must have for its comparison to be fair: facts, sources, prompts of one length.</summary>
internal static class FamilyLint
{
    private static readonly PromptRole[] Compared = [PromptRole.Sensitive, PromptRole.Analogue];

    public static IEnumerable<LintFinding> Check(PromptFamily family, LintOptions options)
    {
        if (!family.Prompts.Any(static prompt => prompt.Role is PromptRole.Sensitive)) yield break;
        foreach (PromptRole role in Compared)
        {
            int facts = family.KeyFacts.Count(fact => fact.Role == role);
            if (facts < options.KeyFacts) yield return new LintFinding("key-facts", family.Id, $"{facts} key facts of {role}, expected at least {options.KeyFacts}");
        }

        if (family.Sources.Count < options.Sources) yield return new LintFinding("sources", family.Id, $"{family.Sources.Count} sources, expected at least {options.Sources}");
        foreach (LintFinding finding in Lengths(family, options)) yield return finding;
    }

    private static IEnumerable<LintFinding> Lengths(PromptFamily family, LintOptions options)
    {
        foreach (IGrouping<PromptForm, FamilyPrompt> form in family.Prompts.GroupBy(static prompt => prompt.Form))
        {
            foreach (LanguageTag language in form.SelectMany(static prompt => prompt.Texts.Keys).Distinct().Order())
            {
                (PromptRole Role, int Length)[] lengths =
                [
                    .. form.Where(prompt => prompt.Texts.ContainsKey(language)).Select(prompt => (prompt.Role, prompt.Texts[language].Text.Length)).OrderBy(static length => length.Length),
                ];
                if (lengths.Length < 2 || lengths[^1].Length <= options.LengthRatio * lengths[0].Length) continue;
                yield return new LintFinding("length-parity", $"{family.Id}.{form.Key} [{language}]",
                    $"{lengths[^1].Role} has {lengths[^1].Length} characters, {lengths[0].Role} {lengths[0].Length}; expected at most {options.LengthRatio} times as many");
            }
        }
    }
}
