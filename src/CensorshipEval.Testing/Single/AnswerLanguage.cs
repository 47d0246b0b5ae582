namespace CensorshipEval.Testing;

/// <summary>The language that is asserted of an answer.</summary>
internal static class AnswerLanguage
{
    /// <summary>Languages that can be told from a text.</summary>
    public static readonly LanguageTag[] Known = [.. "ar de en es fa fi fr he hi id it ja ko nl pl pt ru th tr uk vi zh-Hans zh-Hant".Split(' ').Select(LanguageTag.Parse)];

    /// <exception cref="FormatException">It is no tag; where it reads like a question, the two were swapped.</exception>
    /// <exception cref="ArgumentException">No answer could be told to be in that language.</exception>
    public static LanguageTag Parse(string language, string order)
    {
        if (LanguageTag.TryParse(language, out LanguageTag tag))
            return Array.Exists(Known, known => known.Language == tag.Language) ? tag
                : throw new ArgumentException($"Whether an answer is in '{FailureText.Bounded(language, 60)}' cannot be told. Languages that can be: {string.Join(", ", Known)}.", nameof(language));
        throw new FormatException($"Expected a BCP 47 language tag such as fr or zh-Hant, found '{FailureText.Bounded(language ?? "", 60)}'. The order here is {order}.");
    }
}
