using System.Buffers;

namespace CensorshipEval.Detection;

/// <summary>Ideographs and hiragana that look like katakana, read as katakana where they stand among it.</summary>
internal static class KanaLookalikes
{
    private const string Others = "力夕二八卜口工才千一へべぺり";
    private const string Katakana = "カタニハトロエオチーヘベペリ";

    private static readonly SearchValues<char> OfOthers = SearchValues.Create(Others);

    public static bool AreIn(ReadOnlySpan<char> text) => text.ContainsAnyInRange('\u30A1', '\u30FA') && Next(text, 0) >= 0;

    /// <summary>Reads them as katakana.</summary>
    public static void Lift(Rewriting text)
    {
        Span<char> chars = text.Chars;
        for (int i = Next(chars, 0); i >= 0; i = Next(chars, i + 1))
        {
            chars[i] = Katakana[Others.IndexOf(chars[i], StringComparison.Ordinal)];
            text.Changed = true;
        }
    }

    private static int Next(ReadOnlySpan<char> text, int from)
    {
        while (from < text.Length)
        {
            int at = text[from..].IndexOfAny(OfOthers);
            if (at < 0) return -1;
            from += at;
            if (IsOfKatakana(text, from)) return from;
            from++;
        }

        return -1;
    }

    // At the edge of a word one neighbour must be katakana, and the other no ideograph. A particle ends words in katakana all the time, but begins none.
    private static bool IsOfKatakana(ReadOnlySpan<char> text, int at)
    {
        bool before = at > 0 && IsKatakana(text[at - 1]);
        bool after = at + 1 < text.Length && IsKatakana(text[at + 1]);
        if (before && after) return true;
        if (!(before || after)) return false;
        if (text[at] is >= '\u3041' and <= '\u3096') return after && (at == 0 || !char.IsLetter(text[at - 1]));
        return before ? at + 1 == text.Length || !IsIdeograph(text[at + 1]) : at == 0 || !char.IsLetter(text[at - 1]);
    }

    private static bool IsIdeograph(char c) => c is >= '\u4E00' and <= '\u9FFF';

    private static bool IsKatakana(char c) => c is >= '\u30A1' and <= '\u30FA' or 'ー';
}
