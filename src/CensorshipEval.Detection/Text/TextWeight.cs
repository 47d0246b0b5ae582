namespace CensorshipEval.Detection;

/// <summary>How much a text says, comparably across scripts.</summary>
internal static class TextWeight
{
    /// <summary>One ideograph, kana or syllable block says about as much as this many letters of an alphabet (parallel texts: 2 to 3).</summary>
    private const int Ideograph = 3;

    private static readonly byte[] Weights = [.. Enumerable.Range(0, 0x10000).Select(static c => Of((char)c))];

    /// <summary>Weight of a text in letters; counting stops at <paramref name="limit"/>.</summary>
    public static int Of(ReadOnlySpan<char> text, int limit = int.MaxValue)
    {
        ReadOnlySpan<byte> weights = Weights;
        int weight = 0;
        foreach (char c in text)
        {
            weight += weights[c];
            if (weight >= limit) return weight;
        }

        return weight;
    }

    private static byte Of(char c) => !char.IsLetterOrDigit(c) && !char.IsHighSurrogate(c) ? (byte)0 : IsDense(c) ? (byte)Ideograph : (byte)1;

    private static bool IsDense(char c) => c is >= '\u3040' and <= '\u30FF' or >= '\u3400' and <= '\u9FFF' or >= '\uAC00' and <= '\uD7AF' or >= '\uF900' and <= '\uFAFF';
}
