namespace CensorshipEval.Detection;

/// <summary>Lines of Markdown that only an answer has: items, table rows, code.</summary>
internal static class Lists
{
    /// <summary>Whether a text has two or more of them.</summary>
    public static bool AreIn(ReadOnlySpan<char> text)
    {
        int items = 0;
        foreach (ReadOnlySpan<char> line in text.EnumerateLines())
        {
            if (IsItem(line.TrimStart()) && ++items > 1) return true;
        }

        return false;
    }

    /// <summary>Whether a line is one.</summary>
    public static bool IsItem(ReadOnlySpan<char> line)
    {
        if (line.Length < 2) return false;
        if (line[0] is '-' or '•' or '–' or '|' or '#' || (line[0] is '*' && line[1] is ' ') || line[0] is >= '①' and <= '⑳' || line.StartsWith(Fences.Mark)) return true;
        int digits = 0;
        while (digits < line.Length && char.IsAsciiDigit(line[digits])) digits++;
        return digits is > 0 and < 3 && digits < line.Length && line[digits] is '.' or ')' or '、' or '．';
    }
}
