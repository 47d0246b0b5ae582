namespace CensorshipEval.Detection;

/// <summary>Lines of Markdown that say nothing by themselves: headings and rules.</summary>
internal static class Headings
{
    /// <summary>How many characters of a text are in such lines.</summary>
    public static int Length(ReadOnlySpan<char> text)
    {
        int length = 0;
        foreach (ReadOnlySpan<char> line in text.EnumerateLines())
        {
            ReadOnlySpan<char> shown = line.Trim();
            if (shown.StartsWith("#") || (shown.Length > 0 && !shown.ContainsAnyExcept("-*_ "))) length += line.Length;
        }

        return length;
    }
}
