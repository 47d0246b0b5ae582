namespace CensorshipEval.Detection;

/// <summary>Names the rows of a table that the words of a sample point to: its n-grams of one to four letters, and its words.</summary>
internal static class NgramFeatures
{
    /// <summary>Rows named at most for one sample.</summary>
    public const int Most = LetterSample.Capacity * 5;

    private const ulong Multiplier = 0x9E3779B97F4A7C15;

    /// <summary>Fills <paramref name="rows"/> and returns how many there are. A table has 2 to the power of <paramref name="bits"/> rows.</summary>
    public static int Fill(ReadOnlySpan<char> letters, int bits, Span<ushort> rows)
    {
        int shift = 64 - bits;
        int count = 0;
        ulong window = ' ';
        ulong word = 0;
        int length = 0; // letters of this word so far
        foreach (char c in letters[1..])
        {
            window = (window << 16) | c;
            if (c != ' ')
            {
                length++;
                word = (word ^ c) * Multiplier;
                word ^= word >> 29;
                rows[count++] = Row(c, 1, shift);
                rows[count++] = Row(window & 0xFFFF_FFFF, 2, shift);
                if (length >= 2) rows[count++] = Row(window & 0xFFFF_FFFF_FFFF, 3, shift);
                if (length >= 3) rows[count++] = Row(window, 4, shift);
            }
            else
            {
                rows[count++] = Row(window & 0xFFFF_FFFF, 2, shift);
                if (length >= 1) rows[count++] = Row(window & 0xFFFF_FFFF_FFFF, 3, shift);
                if (length >= 2) rows[count++] = Row(window, 4, shift);
                if (length >= 3) rows[count++] = Row(word, 5, shift);
                word = 0;
                length = 0;
            }
        }

        return count;
    }

    private static ushort Row(ulong gram, int order, int shift)
    {
        ulong mixed = (gram ^ ((ulong)order << 61)) * Multiplier;
        mixed ^= mixed >> 32;
        return (ushort)((mixed * Multiplier) >> shift);
    }
}
