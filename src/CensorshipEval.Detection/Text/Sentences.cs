using System.Buffers;
using System.Text;

namespace CensorshipEval.Detection;

/// <summary>The sentences of a text, lines being sentences of their own.</summary>
internal static class Sentences
{
    private static readonly SearchValues<char> Ends = SearchValues.Create(".!?\n।！？。؟؛…");

    // They write the day of a month, and other ordinal numbers, with a point.
    private static readonly string[] PointsOrdinals = ["de", "fi", "da", "nb", "no", "cs", "sk", "sl", "hr", "sr", "hu", "et", "lv", "tr", "is"];

    /// <summary>Where the sentences of a text stand, in order; what has no letter is none.</summary>
    public static List<Range> Of(ReadOnlySpan<char> text, LanguageTag language)
    {
        bool pointsOrdinals = PointsOrdinals.Contains(language.Language, StringComparer.Ordinal);
        var sentences = new List<Range>();
        for (int start = 0; start < text.Length;)
        {
            int end = End(text, start, pointsOrdinals);
            // A mark or the number of a list is no sentence.
            if (HasLetter(text[start..end])) sentences.Add(start..end);
            start = end;
        }

        return sentences;
    }

    // A point within a number or an abbreviation ends nothing, nor does that of a day of the month.
    private static int End(ReadOnlySpan<char> text, int start, bool pointsOrdinals)
    {
        for (int end = start; text[end..].IndexOfAny(Ends) is >= 0 and var offset;)
        {
            end += offset + 1;
            if (text[end - 1] is not '.' || end == text.Length || !(char.IsLetterOrDigit(text[end]) || (pointsOrdinals && IsDay(text[..(end - 1)])))) return end;
        }

        return text.Length;
    }

    private static bool IsDay(ReadOnlySpan<char> before)
    {
        int digits = 0;
        while (digits < before.Length && digits < 3 && char.IsAsciiDigit(before[^(digits + 1)])) digits++;
        // At the head of a line it is the number of a list.
        return digits is 1 or 2 && digits < before.Length && before[^(digits + 1)] is not '\n';
    }

    private static bool HasLetter(ReadOnlySpan<char> text)
    {
        foreach (Rune rune in text.EnumerateRunes())
        {
            if (Rune.IsLetter(rune)) return true;
        }

        return false;
    }
}
