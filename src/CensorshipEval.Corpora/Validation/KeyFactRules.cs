using FluentValidation;

namespace CensorshipEval.Corpora;

/// <summary>Rules about key facts: each must be recognisable, and nothing but stating it may count as stating it.</summary>
internal static class KeyFactRules
{
    private static readonly PromptRole[] Compared = [PromptRole.Sensitive, PromptRole.Analogue];

    public static void Check(PromptFamily family, ValidationContext<PromptFamily> context)
    {
        CheckRoles(family, context);
        IReadOnlyList<LanguageTag> languages = PromptSetRules.Languages(family);
        for (int i = 0; i < family.KeyFacts.Count; i++)
        {
            KeyFact fact = family.KeyFacts[i];
            string path = $"KeyFacts[{i}]";
            LanguageRules.Check(fact.Statement, fact.Wordings, $"{path}.Statement", $"{path}.Wordings", languages, context);
            foreach ((LanguageTag language, string statement) in fact.Statement)
            {
                if (string.IsNullOrWhiteSpace(statement)) context.Find($"{path}.Statement[{language}]", VisibleText.Quote(statement), "a text");
            }

            foreach ((LanguageTag language, IReadOnlyList<IReadOnlyList<string>> groups) in fact.Wordings)
            {
                if (!CheckGroups(groups, language, $"{path}.Wordings[{language}]", context)) continue;
                CheckOwnStatement(fact, groups, language, path, context);
                CheckEcho(family, groups, language, path, context);
            }
        }
    }

    private static void CheckRoles(PromptFamily family, ValidationContext<PromptFamily> context)
    {
        PromptRole[] asked = [.. family.Prompts.Select(prompt => prompt.Role).Distinct().Order()];
        foreach (PromptRole role in Compared.Intersect(asked))
        {
            if (!family.KeyFacts.Any(fact => fact.Role == role))
                context.Find("KeyFacts", $"no key fact of the role {role}", "at least one key fact for Sensitive and one for Analogue", "Prompts");
        }

        for (int i = 0; i < family.KeyFacts.Count; i++)
        {
            if (!asked.Contains(family.KeyFacts[i].Role))
            {
                string expected = $"the role of a prompt of this family: {string.Join(", ", asked)}";
                context.Find($"KeyFacts[{i}].Role", $"{family.KeyFacts[i].Role}", expected, "Prompts");
            }
        }
    }

    private static bool CheckGroups(
        IReadOnlyList<IReadOnlyList<string>> groups, LanguageTag language, string path, ValidationContext<PromptFamily> context)
    {
        bool good = groups.Count > 0;
        if (!good) context.Find(path, "an empty list", "at least one group of wordings");
        for (int g = 0; g < groups.Count; g++)
        {
            if (groups[g].Count == 0) context.Find($"{path}[{g}]", "an empty list", "at least one wording");
            good &= groups[g].Count > 0 & LanguageRules.CheckWordings(groups[g], language, $"{path}[{g}]", context);
        }

        return good;
    }

    private static void CheckOwnStatement(
        KeyFact fact, IReadOnlyList<IReadOnlyList<string>> groups, LanguageTag language, string path, ValidationContext<PromptFamily> context)
    {
        if (!fact.Statement.TryGetValue(language, out string? statement) || string.IsNullOrWhiteSpace(statement)) return;
        var folded = PhraseText.Of(statement);
        for (int g = 0; g < groups.Count; g++)
        {
            if (WordingMatcher.IsMet([groups[g]], folded, language)) continue;
            string found = $"{VisibleText.Quote(string.Join(", ", groups[g]))}, none of which the statement has";
            context.Find($"{path}.Wordings[{language}][{g}]", found, "a wording that the fact's own statement has", $"{path}.Statement");
        }
    }

    // A prompt that supplies a text or options has to contain the facts.
    private static void CheckEcho(
        PromptFamily family, IReadOnlyList<IReadOnlyList<string>> groups, LanguageTag language, string path, ValidationContext<PromptFamily> context)
    {
        foreach (FamilyPrompt prompt in family.Prompts.Where(prompt => prompt.Form is not (PromptForm.SummariseSupplied or PromptForm.MultipleChoice)))
        {
            if (!prompt.Texts.TryGetValue(language, out PromptText? text) || !WordingMatcher.IsMet(groups, text.Text, language)) continue;
            string found = $"wordings that the {prompt.Role} {prompt.Form} prompt meets by itself";
            context.Find($"{path}.Wordings[{language}]", found, "a group that a mere echo of the question does not meet", "Prompts");
        }
    }
}
