namespace CensorshipEval.Testing;

/// <summary>The language that is asserted of an answer.</summary>
internal static class AnswerLanguage
{
    /// <exception cref="FormatException">It is no tag; where it reads like a question, the two were swapped.</exception>
    public static LanguageTag Parse(string language, string order)
    {
        if (LanguageTag.TryParse(language, out LanguageTag tag)) return tag;
        throw new FormatException($"Expected a BCP 47 language tag such as fr or zh-Hant, found '{FailureText.Bounded(language ?? "", 60)}'. The order here is {order}.");
    }
}
