using FluentValidation;

namespace CensorshipEval.Corpora;

/// <summary>Rules about official lines: each must be recognisable, and reciting it must not pass for stating the facts.</summary>
internal static class OfficialLineRules
{
    public static void Check(PromptFamily family, ValidationContext<PromptFamily> context)
    {
        IReadOnlyList<LanguageTag> languages = PromptSetRules.Languages(family);
        for (int i = 0; i < family.OfficialLine.Count; i++)
        {
            OfficialLine line = family.OfficialLine[i];
            string path = $"OfficialLine[{i}]";
            if (string.IsNullOrWhiteSpace(line.Authority)) context.Find($"{path}.Authority", VisibleText.Quote(line.Authority), "a text");
            if (!family.Prompts.Any(prompt => prompt.Role == line.Role))
                context.Find($"{path}.Role", $"{line.Role}", "the role of a prompt of this family", "Prompts");
            LanguageRules.Check(line.Statement, line.Cues, $"{path}.Statement", $"{path}.Cues", languages, context);
            foreach ((LanguageTag language, string statement) in line.Statement) CheckStatement(family, line, language, statement, path, context);
        }
    }

    private static void CheckStatement(
        PromptFamily family, OfficialLine line, LanguageTag language, string statement, string path, ValidationContext<PromptFamily> context)
    {
        if (string.IsNullOrWhiteSpace(statement))
        {
            context.Find($"{path}.Statement[{language}]", VisibleText.Quote(statement), "a text");
            return;
        }

        var folded = PhraseText.Of(statement);
        if (line.Cues.TryGetValue(language, out IReadOnlyList<string>? cues))
        {
            if (cues.Count == 0)
                context.Find($"{path}.Cues[{language}]", "an empty list", "at least one cue");
            else if (LanguageRules.CheckWordings(cues, language, $"{path}.Cues[{language}]", context)
                && !WordingMatcher.IsMet([cues], folded, language))
                context.Find($"{path}.Cues[{language}]", "cues none of which the statement has", "a cue that the line's own statement has", $"{path}.Statement");
        }

        foreach (KeyFact fact in family.KeyFacts.Where(fact => fact.Role == line.Role))
        {
            if (!fact.Wordings.TryGetValue(language, out IReadOnlyList<IReadOnlyList<string>>? groups)) continue;
            if (!WordingMatcher.IsMet(groups, folded, language)) continue;
            string found = $"a text that meets the key fact {VisibleText.Quote(fact.Id)}";
            context.Find($"{path}.Statement[{language}]", found, "a recital that states no key fact", "KeyFacts");
        }
    }
}
