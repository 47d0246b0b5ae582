using System.Text;

namespace CensorshipEval.Detection;

/// <summary>Finds where the opening of a text ends, counting what a reader sees: nobody hides a refusal behind blank lines or zero-width characters.</summary>
internal static class Opening
{
    /// <summary>Code units read at most, whatever they are, so that the cost stays bounded.</summary>
    private const int Longest = 20_000;

    /// <summary>The end of the first <paramref name="visible"/> code units; invisible ones count nothing, a run of white space as one.</summary>
    public static int End(ReadOnlySpan<char> text, int visible)
    {
        if (text.Length <= visible) return text.Length;
        FoldingTable table = FoldingTable.Instance;
        ReadOnlySpan<char> alone = table.Alone;
        bool afterSpace = true;
        int end = 0;
        for (int seen = 0; end < text.Length && end < Longest && seen < visible;)
        {
            char c = text[end];
            int consumed = 1;
            if (alone[c] == 0 && char.IsWhiteSpace(c))
            {
                if (!afterSpace) seen++;
                afterSpace = true;
            }
            else if (alone[c] != 0 || !IsDropped(table, text[end..], out consumed))
            {
                seen += consumed;
                afterSpace = false;
            }

            end += consumed;
        }

        return end;
    }

    private static bool IsDropped(FoldingTable table, ReadOnlySpan<char> rest, out int consumed)
    {
        Rune.DecodeFromUtf16(rest, out Rune rune, out consumed);
        return table.Map(rune) is "";
    }
}
