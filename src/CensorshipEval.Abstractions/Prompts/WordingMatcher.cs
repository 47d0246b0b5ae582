namespace CensorshipEval;

/// <summary>
/// Says whether a text states a key fact or holds a cue. The one implementation: validators and measures must agree.
/// Time is linear in the text for each wording. Where one set of wordings meets many texts, keep its <see cref="FoldedWordings"/>.
/// </summary>
internal static class WordingMatcher
{
    // Written without spaces between words: a wording there is a plain substring.
    private static readonly string[] Unspaced = ["zh", "ja", "th", "lo", "km", "my", "bo", "dz", "yue", "wuu", "nan", "hak", "gan", "hsn", "cdo"];

    /// <summary>Whether every group is met by any one of its wordings; no groups are never met.</summary>
    /// <param name="groups">Groups of wordings.</param>
    /// <param name="text">The text, as it came.</param>
    /// <param name="language">The language of the wordings, which decides whether they are whole words.</param>
    /// <param name="spans">
    /// Receives, if all groups are met, the first place of the first wording that meets each group, in UTF-16 code units of <paramref name="text"/>.
    /// </param>
    public static bool IsMet(
        IReadOnlyList<IReadOnlyList<string>> groups, string text, LanguageTag language, List<(int Start, int Length)>? spans = null) =>
        IsMet(groups, PhraseText.Of(text), language, spans);

    /// <summary>The same over a text made ready once for many facts.</summary>
    public static bool IsMet(
        IReadOnlyList<IReadOnlyList<string>> groups, PhraseText text, LanguageTag language, List<(int Start, int Length)>? spans = null) =>
        new FoldedWordings(groups, language).AreMet(text, spans);

    /// <summary>Whether the language puts spaces between words.</summary>
    public static bool SeparatesWords(LanguageTag language) => !Unspaced.Contains(language.Language, StringComparer.Ordinal);

    /// <summary>How much of a wording is left to compare: without its asterisk, and folded.</summary>
    public static string Bare(string wording) => PhraseText.Of(wording.TrimEnd('*')).Span.Trim().ToString();
}
