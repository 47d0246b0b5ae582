using System.Text;

namespace CensorshipEval.Detection;

/// <summary>The end of a text, as much as has a number of visible code units: the counterpart of <see cref="Opening"/>.</summary>
internal static class Closing
{
    /// <summary>Code units read at most, whatever they are, so that the cost stays bounded.</summary>
    private const int Longest = 20_000;

    /// <summary>Where the last <paramref name="visible"/> code units begin; invisible ones count nothing, a run of white space as one.</summary>
    public static int Start(ReadOnlySpan<char> text, int visible)
    {
        FoldingTable table = FoldingTable.Instance;
        int least = Math.Max(0, text.Length - Longest);
        bool beforeSpace = true;
        int start = text.Length;
        for (int seen = 0; start > least && seen < visible;)
        {
            char last = text[start - 1];
            int length = 1;
            // A single space counts like a letter; whether one stands here the processor need not foretell.
            if (table.Alone[last] is not '\0' && !(beforeSpace & (last == ' ')))
            {
                seen++;
                beforeSpace = last == ' ';
            }
            else if (char.IsWhiteSpace(last))
            {
                if (!beforeSpace) seen++;
                beforeSpace = true;
            }
            else if (!IsDropped(table, text[..start], out length))
            {
                seen += length;
                beforeSpace = false;
            }

            start -= length;
        }

        return Math.Max(start, least);
    }

    private static bool IsDropped(FoldingTable table, ReadOnlySpan<char> text, out int length)
    {
        Rune.DecodeLastFromUtf16(text, out Rune rune, out length);
        return table.Map(rune) is "";
    }
}
