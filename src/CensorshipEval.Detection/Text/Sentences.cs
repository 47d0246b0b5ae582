using System.Buffers;
using System.Text;

namespace CensorshipEval.Detection;

/// <summary>The sentences of a text, lines being sentences of their own.</summary>
internal static class Sentences
{
    private static readonly SearchValues<char> Ends = SearchValues.Create(".!?\n।！？。؟؛…");

    /// <summary>Where the sentences of a text stand, in order; what has no letter is none.</summary>
    public static List<Range> Of(ReadOnlySpan<char> text)
    {
        var sentences = new List<Range>();
        for (int start = 0; start < text.Length;)
        {
            int end = End(text, start);
            // A mark or the number of a list is no sentence.
            if (HasLetter(text[start..end])) sentences.Add(start..end);
            start = end;
        }

        return sentences;
    }

    private static int End(ReadOnlySpan<char> text, int start)
    {
        for (int end = start; text[end..].IndexOfAny(Ends) is >= 0 and var offset;)
        {
            end += offset + 1;
            // A point within a number or an abbreviation ends nothing.
            if (text[end - 1] is not '.' || end == text.Length || !char.IsLetterOrDigit(text[end])) return end;
        }

        return text.Length;
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
