using System.Buffers;

namespace CensorshipEval.Detection;

/// <summary>Finds stretches that are not the author's own voice: quotations, book titles, code blocks, block quotes.</summary>
internal static class QuotedSpans
{
    /// <summary>An opening mark without its partner within this many characters is not a quotation.</summary>
    private const int LongestQuote = 600;

    /// <summary>A text that is quotation for this share or more is itself the voice: whole answers come wrapped in quotes.</summary>
    private const double WholeText = 0.8;

    private const string Opening = "“«„「『《〈‘‹";
    private const string Closing = "”»“」』》〉’›";

    private static readonly SearchValues<char> Marks = SearchValues.Create(Opening + "\"`>");

    /// <summary>Puts the quoted stretches of <paramref name="text"/>, in order, as start and end, in place of what <paramref name="spans"/> held.</summary>
    public static void Find(ReadOnlySpan<char> text, List<(int Start, int End)> spans)
    {
        spans.Clear();
        for (int i = NextMark(text, 0); i < text.Length;)
        {
            int end = text[i] switch
            {
                '"' => IsOfAbbreviation(text, i) ? -1 : Partner(text, i, '"'),
                '`' => text[i..].StartsWith("```") ? FenceEnd(text, i) : -1,
                '>' => i == 0 || text[i - 1] == '\n' ? LineEnd(text, i) : -1,
                var c => Partner(text, i, Closing[Opening.IndexOf(c)]),
            };
            if (end >= 0) spans.Add((i, end));
            i = NextMark(text, end < 0 ? i + 1 : end);
        }

        spans.RemoveAll(static span => span.End - span.Start < 3);
        int total = 0;
        foreach ((int start, int end) in spans) total += end - start;
        if (total >= WholeText * text.Trim().Length) spans.Clear();
    }

    private static int NextMark(ReadOnlySpan<char> text, int from)
    {
        int next = text[from..].IndexOfAny(Marks);
        return next < 0 ? text.Length : from + next;
    }

    private static int Partner(ReadOnlySpan<char> text, int start, char closing)
    {
        ReadOnlySpan<char> rest = text[(start + 1)..];
        if (rest.Length > LongestQuote) rest = rest[..LongestQuote];
        // What low marks open, either of the high ones closes, as the language will have it.
        int end = closing is '“' ? rest.IndexOfAny('“', '”') : rest.IndexOf(closing);
        // A single closing mark inside a word is an apostrophe, a double one an abbreviation's in Hebrew.
        while (end >= 0 && ((closing is '’' && end + 1 < rest.Length && char.IsLetter(rest[end + 1])) || (closing is '"' && IsOfAbbreviation(rest, end))))
        {
            int next = rest[(end + 1)..].IndexOf(closing);
            end = next < 0 ? -1 : end + 1 + next;
        }

        return end < 0 ? -1 : start + end + 2;
    }

    // Hebrew writes abbreviations with a plain quotation mark before the last letter.
    private static bool IsOfAbbreviation(ReadOnlySpan<char> text, int at) => at > 0 && at + 1 < text.Length && IsHebrew(text[at - 1]) && IsHebrew(text[at + 1]);

    private static bool IsHebrew(char c) => c is >= '\u05D0' and <= '\u05EA';

    private static int FenceEnd(ReadOnlySpan<char> text, int start)
    {
        int end = text[(start + 3)..].IndexOf("```");
        return end < 0 ? text.Length : start + 3 + end + 3;
    }

    private static int LineEnd(ReadOnlySpan<char> text, int start)
    {
        int end = text[start..].IndexOf('\n');
        return end < 0 ? text.Length : start + end;
    }
}
