using System.Buffers;

namespace CensorshipEval.Detection;

/// <summary>Finds the beginnings of words of all languages in a text as phrases are compared.</summary>
internal sealed class WordBeginnings(IEnumerable<string> words)
{
    private readonly SearchValues<string> _words = SearchValues.Create(
        [.. words.Select(static word => PhraseText.Of(word).Span.ToString()).Distinct(StringComparer.Ordinal)], StringComparison.Ordinal);

    public bool AreIn(ReadOnlySpan<char> text) => Next(text, 0) >= 0;

    /// <summary>Where one begins, from a place on; -1 where none does.</summary>
    public int Next(ReadOnlySpan<char> text, int from)
    {
        while (from < text.Length)
        {
            int at = text[from..].IndexOfAny(_words);
            if (at < 0) return -1;
            from += at;
            if (from == 0 || !char.IsLetterOrDigit(text[from - 1]) || IsUnspaced(text[from])) return from;
            from++;
        }

        return -1;
    }

    // Scripts that write no spaces, and those that write articles and prepositions with the word behind them.
    private static bool IsUnspaced(char c) =>
        c is >= '\u3001' and <= '\u30FF' or >= '\u3400' and <= '\u9FFF' or >= '\u0E00' and <= '\u0E7F' or >= '\u0590' and <= '\u06FF' or >= '\uAC00' and <= '\uD7AF';
}
