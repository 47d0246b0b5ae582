using System.Text;

namespace CensorshipEval.Detection;

/// <summary>Compares what was streamed with what finally stood, by letters alone: pages drop mark-up, punctuation and citations.</summary>
internal static class StreamComparison
{
    /// <summary>Letters that are read of either text; hardly an answer is longer.</summary>
    private const int Limit = 200_000;

    private const int SliceLength = 12;

    private const int MostSlices = 300;

    /// <summary>Fewer letters than this may be missing from the beginning: a salutation, a mark-up remnant.</summary>
    private const int NoBeginning = 5;

    /// <summary>
    /// Share of the streamed text that still stands, 0 to 1: of slices of letters taken evenly from the stream, how many occur in the shown text.
    /// A stream without any letter is compared by its digits; one without either counts as kept.
    /// </summary>
    public static double Kept(string streamed, string shown)
    {
        if (string.Equals(streamed, shown, StringComparison.Ordinal)) return 1;
        // Reasoning is not part of the answer on most pages, so its absence says nothing.
        string answer = ReasoningPreamble.Split(streamed).Answer;
        Func<char, bool> counts = answer.Any(char.IsLetter) ? char.IsLetter : char.IsDigit;
        string before = Only(counts, answer);
        string after = Only(counts, shown);
        if (before.Length == 0) return 1;
        if (before.Length <= SliceLength) return after.Contains(before, StringComparison.Ordinal) ? 1 : 0;

        int slices = Math.Min(before.Length / SliceLength, MostSlices);
        int found = 0;
        for (int i = 0; i < slices; i++)
        {
            int start = slices == 1 ? 0 : (int)((long)i * (before.Length - SliceLength) / (slices - 1));
            if (after.AsSpan().Contains(before.AsSpan(start, SliceLength), StringComparison.Ordinal)) found++;
        }

        return (double)found / slices;
    }

    /// <summary>
    /// Whether the shown text is only the end of the stream, what came before it being gone. Of a notice this means that it was streamed after
    /// an answer and took its place; of an answer, only that the page dropped a preamble.
    /// </summary>
    public static bool IsOnlyItsEnd(string streamed, string shown, int missing = NoBeginning)
    {
        string before = Only(char.IsLetterOrDigit, ReasoningPreamble.Split(streamed).Answer);
        string after = Only(char.IsLetterOrDigit, shown);
        if (after.Length == 0 || before.Length < after.Length + missing || !before.EndsWith(after, StringComparison.Ordinal)) return false;
        // A stream that ends by repeating what it said has lost nothing.
        return !after.AsSpan().Contains(before.AsSpan(0, before.Length - after.Length), StringComparison.Ordinal);
    }

    private static string Only(Func<char, bool> counts, string text)
    {
        var kept = new StringBuilder(Math.Min(text.Length, Limit));
        foreach (char c in text)
        {
            if (kept.Length == Limit) break;
            if (counts(c)) kept.Append(char.ToLowerInvariant(c));
        }

        return kept.ToString();
    }
}
