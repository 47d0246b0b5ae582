namespace CensorshipEval.Detection;

/// <summary>Tells an answer that only says the question again.</summary>
internal static class PromptEcho
{
    /// <summary>Letters below which two texts may well agree by chance: a name, a yes.</summary>
    private const int Least = 12;

    /// <summary>Share of the question that an echo repeats at least: who returns only what was to be returned leaves out the instruction.</summary>
    private const double Whole = 0.95;

    /// <summary>Question marks, quotation marks, a word or two that an echo may have more.</summary>
    private const int More = 40;

    /// <summary>Whether a text is the question over again and nothing else. Longer texts cost nothing.</summary>
    public static bool Is(string prompt, ReadOnlySpan<char> text)
    {
        if (text.Length > prompt.Length + More || text.Length < Whole * prompt.Length - More) return false;
        string asked = Letters(prompt);
        string said = Letters(text);
        return asked.Length >= Least && said.Length >= Whole * asked.Length && asked.Contains(said, StringComparison.Ordinal);
    }

    /// <summary>Whether a stretch of an answer stands in the question.</summary>
    public static bool Holds(string prompt, ReadOnlySpan<char> text)
    {
        if (text.Length > 2 * (prompt.Length + More)) return false;
        string said = Letters(text);
        return said.Length > 0 && Letters(prompt).Contains(said, StringComparison.Ordinal);
    }

    private static string Letters(ReadOnlySpan<char> text)
    {
        ReadOnlySpan<char> folded = FoldedText.Of(text).Span;
        return string.Create(Count(folded), folded, static (letters, folded) =>
        {
            int at = 0;
            foreach (char c in folded)
            {
                if (char.IsLetterOrDigit(c)) letters[at++] = c;
            }
        });
    }

    private static int Count(ReadOnlySpan<char> text)
    {
        int count = 0;
        foreach (char c in text)
        {
            if (char.IsLetterOrDigit(c)) count++;
        }

        return count;
    }
}
