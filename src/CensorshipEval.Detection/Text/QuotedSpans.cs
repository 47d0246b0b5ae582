using System.Buffers;

namespace CensorshipEval.Detection;

/// <summary>Finds stretches that are not the author's own voice: quotations, book titles, code blocks, block quotes, the lines of a dialogue.</summary>
internal static class QuotedSpans
{
    /// <summary>An opening mark without its partner within this many characters is not a quotation.</summary>
    private const int LongestQuote = 600;

    /// <summary>A text of which one quotation is this share or more is itself the voice: whole answers come wrapped in quotes.</summary>
    private const double WholeText = 0.8;

    private const char Dash = '—';

    private const string Opening = "“«„「『《〈‘‹";
    private const string Closing = "”»“」』》〉’›";

    private static readonly SearchValues<char> Marks = SearchValues.Create(Opening + "\"'`>—");

    /// <summary>Puts the quoted stretches of <paramref name="text"/>, in order, as start and end, in place of what <paramref name="spans"/> held.</summary>
    public static void Find(ReadOnlySpan<char> text, List<(int Start, int End)> spans)
    {
        spans.Clear();
        Collect(text, 0, text.Length, spans);
        if (Wrapper(text, 0, text.Length, spans) is not { } whole) return;
        if (!text[whole.Start..].StartsWith(Fences.Mark))
        {
            spans.Clear();
            return;
        }

        // Code is nobody's voice; within other fences quotations are quotations.
        if (Fences.HoldsCode(text[whole.Start..whole.End])) return;
        spans.Clear();
        (int start, int end) = Fences.Inside(text, whole.Start, whole.End);
        Collect(text, start, end, spans);
        if (Wrapper(text, start, end, spans) is not null) spans.Clear();
    }

    private static void Collect(ReadOnlySpan<char> whole, int from, int to, List<(int Start, int End)> spans)
    {
        ReadOnlySpan<char> text = whole[..to];
        bool dialogue = text[from..].Count("\n—") + (text[from..].StartsWith("—") ? 1 : 0) > 1;
        for (int i = from; i < to; i++)
        {
            int next = text[i..].IndexOfAny(Marks);
            if (next < 0) break;
            i += next;
            int end = text[i] switch
            {
                '"' when !IsOfAbbreviation(text, i) => Partner(text, i, '"'),
                '\'' when OpensPlainQuote(text, i) => PlainPartner(text, i),
                '`' when text[i..].StartsWith(Fences.Mark) => Fences.End(text, i),
                '>' when i == 0 || text[i - 1] == '\n' => LineEnd(text, i),
                Dash when dialogue && (i == from || text[i - 1] == '\n') => LineEnd(text, i),
                var c when Opening.IndexOf(c) is >= 0 and var mark => Partner(text, i, Closing[mark]),
                _ => -1,
            };
            if (end < 0) continue;
            // The lines of a block quote are one quotation.
            if (text[i] is '>' && spans.Count > 0 && text[spans[^1].Start] is '>' && text[spans[^1].End..i].IsWhiteSpace())
                spans[^1] = (spans[^1].Start, end);
            else
                spans.Add((i, end));
            i = end - 1;
        }

        spans.RemoveAll(static span => span.End - span.Start < 3);
    }

    private static (int Start, int End)? Wrapper(ReadOnlySpan<char> text, int from, int to, List<(int Start, int End)> spans)
    {
        if (spans.Count == 0) return null;
        (int Start, int End) longest = spans.MaxBy(static span => span.End - span.Start);
        int rest = LengthOf(text[from..to].Trim()) - Headings.Length(text[from..to]);
        return LengthOf(text[longest.Start..longest.End]) >= WholeText * rest ? longest : null;
    }

    // As many characters as a quotation may have, however its lines end.
    private static int Longest(ReadOnlySpan<char> text)
    {
        int longest = Math.Min(text.Length, LongestQuote);
        while (true)
        {
            int wider = Math.Min(text.Length, LongestQuote + text[..longest].Count('\r'));
            if (wider == longest) return longest;
            longest = wider;
        }
    }

    // However its lines end.
    private static int LengthOf(ReadOnlySpan<char> text) => text.Length - text.Count('\r');

    private static int Partner(ReadOnlySpan<char> text, int start, char closing)
    {
        ReadOnlySpan<char> rest = text[(start + 1)..];
        rest = rest[..Longest(rest)];
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

    // A plain single mark opens a quotation before a capital at the beginning of a word; elsewhere it is an apostrophe as often as not.
    private static bool OpensPlainQuote(ReadOnlySpan<char> text, int at) =>
        at + 3 < text.Length && char.IsUpper(text[at + 1]) && (at == 0 || char.IsWhiteSpace(text[at - 1]) || text[at - 1] is '(' or '*');

    private static int PlainPartner(ReadOnlySpan<char> text, int start)
    {
        ReadOnlySpan<char> line = text[(start + 1)..LineEnd(text, start)];
        for (int i = 1; i < line.Length; i++)
        {
            if (line[i] is '\'' && (i + 1 == line.Length || !char.IsLetter(line[i + 1]))) return start + i + 2;
        }

        return -1;
    }

    // Hebrew writes abbreviations with a plain quotation mark before the last letter.
    private static bool IsOfAbbreviation(ReadOnlySpan<char> text, int at) => at > 0 && at + 1 < text.Length && IsHebrew(text[at - 1]) && IsHebrew(text[at + 1]);

    private static bool IsHebrew(char c) => c is >= '\u05D0' and <= '\u05EA';

    private static int LineEnd(ReadOnlySpan<char> text, int start)
    {
        int end = text[start..].IndexOf('\n');
        return end < 0 ? text.Length : start + end;
    }
}
