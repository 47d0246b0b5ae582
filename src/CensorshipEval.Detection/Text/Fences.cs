using System.Buffers;

namespace CensorshipEval.Detection;

/// <summary>Code fences of Markdown.</summary>
internal static class Fences
{
    public const string Mark = "```";

    // A first line with one of these is text and no name of a language.
    private static readonly SearchValues<char> TextMarks = SearchValues.Create(" .,;:!?");

    // What writers call a fence that holds plain text.
    private static readonly string[] Prose = ["", "text", "txt", "plain", "plaintext", "markdown", "md", "output", "response", "none", "quote"];

    /// <summary>Where the fence that begins at <paramref name="start"/> ends.</summary>
    public static int End(ReadOnlySpan<char> text, int start)
    {
        int end = text[(start + Mark.Length)..].IndexOf(Mark);
        return end < 0 ? text.Length : start + Mark.Length + end + Mark.Length;
    }

    /// <summary>Whether a fence says that it holds a programming language.</summary>
    public static bool HoldsCode(ReadOnlySpan<char> fence)
    {
        ReadOnlySpan<char> info = fence[Mark.Length..];
        int line = info.IndexOf('\n');
        if (line < 0) return false;
        info = info[..line].Trim();
        foreach (string name in Prose)
        {
            if (info.Equals(name, StringComparison.OrdinalIgnoreCase)) return false;
        }

        return !info.ContainsAny(TextMarks);
    }

    /// <summary>What stands between the marks of the fence from <paramref name="start"/> to <paramref name="end"/>, without its first line's name.</summary>
    public static (int Start, int End) Inside(ReadOnlySpan<char> text, int start, int end)
    {
        int last = end - start >= 2 * Mark.Length && text[start..end].EndsWith(Mark) ? end - Mark.Length : end;
        int from = Math.Min(start + Mark.Length, last);
        int line = text[from..last].IndexOf('\n');
        if (line >= 0 && !text[from..(from + line)].Trim().Contains(' ')) from += line + 1;
        return (from, last);
    }
}
