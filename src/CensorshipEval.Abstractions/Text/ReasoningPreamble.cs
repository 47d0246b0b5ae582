using System.Buffers;

namespace CensorshipEval;

/// <summary>Tells reasoning at the head of a text, in whichever marks its model writes it, from the answer behind it.</summary>
internal static class ReasoningPreamble
{
    private const string Spaces = " \t\r\n";
    private const string PlainClose = "</think>";
    private const string BareAnalysis = "analysis";
    private const string BareFinal = "assistantfinal";
    private const string Fence = "```";

    /// <summary>Code units in which marks are sought that a text does not begin with: more than any reasoning so far, and no long answer is read to its end for them.</summary>
    private const int BareMarksWithin = 250_000;

    // What the marks of reasoning can begin with.
    private static readonly SearchValues<char> FirstOfMarks = SearchValues.Create("<[◁");

    /// <summary>The reasoning without its marks, <see langword="null"/> when there is none, and the answer. Marks that are never closed hold only reasoning.</summary>
    public static (string? Reasoning, string Answer) Split(string text)
    {
        (int start, int end) = Answer(text);
        if (start == 0) return (null, text);
        return (Inside(text.AsSpan(0, start)), text[start..end]);
    }

    /// <summary>Where the answer stands: the whole text when it has no reasoning, nothing at its end when it has no answer.</summary>
    public static (int Start, int End) Answer(ReadOnlySpan<char> text)
    {
        int first = text.IndexOfAnyExcept(Spaces);
        if (first < 0) return (0, text.Length);
        int start = 0;
        // Some models think more than once before they answer.
        while (first < text.Length && FirstOfMarks.Contains(text[first]) && Behind(text[first..]) is { } length)
        {
            start = first + length;
            first = start + Skip(text[start..]);
        }

        if (start == 0) start = BehindBareMarks(text, first);
        if (start == 0) return (0, text.Length);
        return Unwrapped(text, start + Skip(text[start..]));
    }

    /// <summary>The length of the reasoning with which a text begins; <see langword="null"/> when it begins with something else.</summary>
    private static int? Behind(ReadOnlySpan<char> text)
    {
        foreach ((string open, string close, bool mustClose) in ReasoningMarks.Pairs)
        {
            if (!text.StartsWith(open, StringComparison.OrdinalIgnoreCase)) continue;
            int end = text[open.Length..].IndexOf(close, StringComparison.OrdinalIgnoreCase);
            if (end >= 0) return open.Length + end + close.Length;
            return mustClose ? null : text.Length;
        }

        foreach ((string begin, string final) in ReasoningMarks.Channels)
        {
            if (!text.StartsWith(begin, StringComparison.OrdinalIgnoreCase)) continue;
            int end = text.IndexOf(final, StringComparison.OrdinalIgnoreCase);
            return end < 0 ? text.Length : end + final.Length;
        }

        return null;
    }

    // Templates that open the reasoning themselves leave only its closing mark in the text, on a line's end and not within code or quotes; servers that
    // drop special tokens leave the bare names of the channels.
    private static int BehindBareMarks(ReadOnlySpan<char> text, int first)
    {
        ReadOnlySpan<char> head = text[..Math.Min(text.Length, BareMarksWithin)];
        if (text[first..].StartsWith(BareAnalysis, StringComparison.Ordinal))
        {
            int final = head.IndexOf(BareFinal, StringComparison.Ordinal);
            if (final >= 0) return final + BareFinal.Length;
        }

        int close = head.IndexOf(PlainClose, StringComparison.Ordinal);
        if (close <= 0 || text[close - 1] is '`' or '"' or '\'' or '“' or '「') return 0;
        int end = close + PlainClose.Length;
        bool endsLine = end == text.Length || text[end] is '\r' or '\n';
        return endsLine && !text[..close].Contains("<think>", StringComparison.OrdinalIgnoreCase) && text[..close].Count(Fence) % 2 == 0 ? end : 0;
    }

    private static (int Start, int End) Unwrapped(ReadOnlySpan<char> text, int start)
    {
        int end = text.Length;
        foreach ((string open, string close) in ReasoningMarks.Wrappers)
        {
            if (!text[start..].StartsWith(open, StringComparison.OrdinalIgnoreCase)) continue;
            start += open.Length;
            start += Skip(text[start..]);
            int last = text[start..].LastIndexOf(close, StringComparison.OrdinalIgnoreCase);
            return last < 0 ? (start, end) : (start, start + last);
        }

        foreach (string mark in ReasoningMarks.Ends)
        {
            if (text[start..].EndsWith(mark, StringComparison.Ordinal)) return (start, end - mark.Length);
        }

        return (start, end);
    }

    private static int Skip(ReadOnlySpan<char> text)
    {
        int shown = text.IndexOfAnyExcept(Spaces);
        return shown < 0 ? text.Length : shown;
    }

    private static string Inside(ReadOnlySpan<char> marked)
    {
        string inside = marked.ToString();
        foreach ((string open, string close, _) in ReasoningMarks.Pairs)
        {
            inside = inside.Replace(open, "", StringComparison.OrdinalIgnoreCase).Replace(close, "", StringComparison.OrdinalIgnoreCase);
        }

        return inside.Trim();
    }
}
