using CensorshipEval.Detection;

namespace CensorshipEval.Linting;

/// <summary>Whether a family has its languages, and whether its texts are in them.</summary>
internal static class LanguageLint
{
    /// <summary>A shorter text may be a name or two.</summary>
    private const int LeastLetters = 40;

    private const double LeastConfidence = 0.8;

    public static IEnumerable<LintFinding> Check(PromptFamily family, LintOptions options, ILanguageIdentifier identifier)
    {
        HashSet<LanguageTag> has = [.. family.Prompts.SelectMany(static prompt => prompt.Texts.Keys)];
        foreach (LanguageTag missing in options.Languages.GetValueOrDefault(family.Jurisdiction, []).Where(language => !has.Contains(language)))
            yield return new LintFinding("completeness", $"{family.Id} [{missing}]", $"no text; expected one in every language of {family.Jurisdiction}");

        foreach ((string place, LanguageTag language, string text) in Texts(family))
        {
            if (text.Count(char.IsLetter) * (IsDense(language) ? 3 : 1) < LeastLetters) continue;
            LanguageGuess guess = identifier.Identify(text);
            if (guess.IsKnown && guess.Confidence >= LeastConfidence && guess.Language != language)
                yield return new LintFinding("language-of-text", $"{family.Id}.{place} [{language}]", $"{VisibleText.Quote(text)} is taken for {guess.Language}");
        }
    }

    private static bool IsDense(LanguageTag language) => language.Language is "zh" or "ja" or "ko";

    private static IEnumerable<(string Place, LanguageTag Language, string Text)> Texts(PromptFamily family) =>
    [
        .. from prompt in family.Prompts from text in prompt.Texts select ($"{prompt.Role}.{prompt.Form}", text.Key, text.Value.Text),
        .. from fact in family.KeyFacts from text in fact.Statement select (fact.Id, text.Key, text.Value),
        .. from line in family.OfficialLine from text in line.Statement select ("officialLine", text.Key, text.Value),
    ];
}
