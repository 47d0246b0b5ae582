using System.Globalization;
using System.Text;

namespace CensorshipEval;

/// <summary>
/// Says whether a text states a key fact or holds a cue. The one implementation: validators and measures must agree.
/// Time is linear in the text for each wording; nothing is compiled or cached.
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
        IsMet(groups, FoldedText.Of(text), language, spans);

    /// <summary>The same over a text folded once for many facts.</summary>
    public static bool IsMet(
        IReadOnlyList<IReadOnlyList<string>> groups, FoldedText text, LanguageTag language, List<(int Start, int Length)>? spans = null)
    {
        int before = spans?.Count ?? 0;
        for (int g = 0; g < groups.Count; g++)
        {
            if (TryFindAny(groups[g], text, language, out (int Start, int Length) span))
            {
                spans?.Add(span);
                continue;
            }

            spans?.RemoveRange(before, spans.Count - before);
            return false;
        }

        return groups.Count > 0;
    }

    /// <summary>Finds the first wording of a group that occurs, and its first place in the original text.</summary>
    public static bool TryFindAny(IReadOnlyList<string> wordings, FoldedText text, LanguageTag language, out (int Start, int Length) span)
    {
        bool wholeWords = SeparatesWords(language);
        for (int w = 0; w < wordings.Count; w++)
        {
            if (TryFind(wordings[w], text, wholeWords, out span)) return true;
        }

        span = default;
        return false;
    }

    /// <summary>Whether the language puts spaces between words.</summary>
    public static bool SeparatesWords(LanguageTag language) => !Unspaced.Contains(language.Language, StringComparer.Ordinal);

    /// <summary>How much of a wording is left to compare: without its asterisk, and folded.</summary>
    public static string Bare(string wording) => FoldedText.Of(wording.TrimEnd('*')).Span.Trim().ToString();

    private static bool TryFind(string wording, FoldedText text, bool wholeWords, out (int Start, int Length) span)
    {
        span = default;
        bool openEnd = !wholeWords || wording.EndsWith('*');
        ReadOnlySpan<char> sought = FoldedText.Of(wording.TrimEnd('*')).Span.Trim();
        if (sought.IsEmpty) return false;

        ReadOnlySpan<char> folded = text.Span;
        for (int from = 0; folded[from..].IndexOf(sought) is >= 0 and var offset; from++)
        {
            from += offset;
            int end = from + sought.Length;
            if (wholeWords && from > 0 && EndsInWord(folded[..from])) continue;
            if (!openEnd && end < folded.Length && StartsWithWord(folded[end..])) continue;
            span = text.Original(from, sought.Length);
            return true;
        }

        return false;
    }

    private static bool EndsInWord(ReadOnlySpan<char> before)
    {
        Rune.DecodeLastFromUtf16(before, out Rune rune, out _);
        return IsWord(rune);
    }

    private static bool StartsWithWord(ReadOnlySpan<char> after)
    {
        Rune.DecodeFromUtf16(after, out Rune rune, out _);
        return IsWord(rune);
    }

    private static bool IsWord(Rune rune) => Rune.GetUnicodeCategory(rune) is
        UnicodeCategory.UppercaseLetter or UnicodeCategory.LowercaseLetter or UnicodeCategory.TitlecaseLetter or UnicodeCategory.ModifierLetter or
        UnicodeCategory.OtherLetter or UnicodeCategory.DecimalDigitNumber or UnicodeCategory.LetterNumber or UnicodeCategory.OtherNumber or
        UnicodeCategory.NonSpacingMark or UnicodeCategory.SpacingCombiningMark;
}
