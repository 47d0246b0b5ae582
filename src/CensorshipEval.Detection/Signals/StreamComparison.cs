using System.Text;

namespace CensorshipEval.Detection;

/// <summary>Compares what was streamed with what finally stood, by letters alone: pages drop mark-up, punctuation and citations.</summary>
internal static class StreamComparison
{
    /// <summary>Letters of the stream that are looked for; the shown text is searched to four times that.</summary>
    private const int Limit = 4_000;

    private const int SliceLength = 12;

    /// <summary>Fewer letters than this may be missing from the beginning: a salutation, a mark-up remnant.</summary>
    private const int NoBeginning = 5;

    /// <summary>
    /// Share of the streamed text that still stands, 0 to 1: of slices of letters taken evenly from the stream, how many occur in the shown text.
    /// </summary>
    public static double Kept(string streamed, string shown)
    {
        if (string.Equals(streamed, shown, StringComparison.Ordinal)) return 1;
        string before = Letters(WithoutReasoning(streamed), Limit);
        string after = Letters(shown, 4 * Limit);
        if (before.Length == 0) return 1;
        if (before.Length <= SliceLength) return after.Contains(before, StringComparison.Ordinal) ? 1 : 0;

        int slices = 0;
        int found = 0;
        for (int start = 0; start + SliceLength <= before.Length; start += SliceLength)
        {
            slices++;
            if (after.Contains(before.AsSpan(start, SliceLength), StringComparison.Ordinal)) found++;
        }

        return (double)found / slices;
    }

    /// <summary>
    /// Whether the shown text is only the end of the stream, what came before it being gone: a notice that was streamed after the answer
    /// took the answer's place.
    /// </summary>
    public static bool IsOnlyItsEnd(string streamed, string shown)
    {
        string before = Letters(WithoutReasoning(streamed), Limit);
        string after = Letters(shown, Limit);
        return after.Length > 0 && before.Length >= after.Length + NoBeginning && before.EndsWith(after, StringComparison.Ordinal);
    }

    // Reasoning is not part of the answer on most pages, so its absence says nothing.
    private static string WithoutReasoning(string streamed)
    {
        const string opening = "<think>";
        const string closing = "</think>";
        if (!streamed.AsSpan().TrimStart().StartsWith(opening, StringComparison.OrdinalIgnoreCase)) return streamed;
        int end = streamed.IndexOf(closing, StringComparison.OrdinalIgnoreCase);
        return end < 0 ? "" : streamed[(end + closing.Length)..];
    }

    private static string Letters(string text, int limit)
    {
        var letters = new StringBuilder(Math.Min(text.Length, limit));
        foreach (char c in text)
        {
            if (letters.Length == limit) break;
            if (char.IsLetter(c)) letters.Append(char.ToLowerInvariant(c));
        }

        return letters.ToString();
    }
}
