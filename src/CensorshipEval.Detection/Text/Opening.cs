using System.Text;

namespace CensorshipEval.Detection;

/// <summary>Finds where the opening of a text ends, counting what a reader sees: nobody hides a refusal behind blank lines or zero-width characters.</summary>
internal static class Opening
{
    /// <summary>Code units read at most, whatever they are, so that the cost stays bounded.</summary>
    public const int Longest = 20_000;

    /// <summary>The end of the first <paramref name="visible"/> code units; invisible ones count nothing, a run of white space as one.</summary>
    public static int End(ReadOnlySpan<char> text, int visible)
    {
        if (text.Length <= visible) return text.Length;
        FoldingTable table = FoldingTable.Instance;
        int most = Math.Min(text.Length, Longest);
        bool afterSpace = true;
        int end = 0;
        for (int seen = 0; end < most && seen < visible;)
        {
            if (visible - seen > AsciiBlock.Length && AsciiBlock.TryCount(text[end..most], ref afterSpace, ref seen))
            {
                end += AsciiBlock.Length;
                continue;
            }

            for (int last = Math.Min(most, end + AsciiBlock.Length); end < last && seen < visible;)
                end += Count(table, text[end..], ref afterSpace, ref seen);
        }

        return end;
    }

    /// <summary>Counts a character and returns its length.</summary>
    private static int Count(FoldingTable table, ReadOnlySpan<char> rest, ref bool afterSpace, ref int seen)
    {
        char first = rest[0];
        // A single space counts like a letter; whether one stands here the processor need not foretell.
        if (table.Alone[first] is not '\0' && !(afterSpace & (first == ' ')))
        {
            seen++;
            afterSpace = first == ' ';
            return 1;
        }

        int consumed = 1;
        if (char.IsWhiteSpace(first))
        {
            if (!afterSpace) seen++;
            afterSpace = true;
        }
        else if (!IsDropped(table, rest, out consumed))
        {
            seen += consumed;
            afterSpace = false;
        }

        return consumed;
    }

    private static bool IsDropped(FoldingTable table, ReadOnlySpan<char> rest, out int consumed)
    {
        Rune.DecodeFromUtf16(rest, out Rune rune, out consumed);
        return table.Map(rune) is "";
    }
}
