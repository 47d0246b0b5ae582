namespace CensorshipEval.Detection;

/// <summary>How much a text says, comparably across scripts.</summary>
internal static class TextWeight
{
    /// <summary>One ideograph, kana or syllable block says about as much as this many letters of an alphabet (parallel texts: 2 to 3).</summary>
    private const int Ideograph = 3;

    /// <summary>Weight of a text in letters; counting stops at <paramref name="limit"/>.</summary>
    public static int Of(ReadOnlySpan<char> text, int limit = int.MaxValue)
    {
        int weight = 0;
        foreach (char c in text)
        {
            if (char.IsLetterOrDigit(c) || char.IsHighSurrogate(c)) weight += IsDense(c) ? Ideograph : 1;
            if (weight >= limit) return weight;
        }

        return weight;
    }

    private static bool IsDense(char c) => c is >= '\u3040' and <= '\u30FF' or >= '\u3400' and <= '\u9FFF' or >= '\uAC00' and <= '\uD7AF' or >= '\uF900' and <= '\uFAFF';
}
