using System.Buffers;

namespace CensorshipEval.Detection;

/// <summary>Drops combining marks that make no letter with what they stand on, and all marks of a stack that no writing system has.</summary>
internal static class StrayMarks
{
    /// <summary>So many marks on one letter no language that has a lexicon writes.</summary>
    private const int Stack = 3;

    private const string Marks =
        "\u0300-\u036F\u0483-\u0489\u1AB0-\u1ACE\u1DC0-\u1DFF\u20D0-\u20F0\uFE20-\uFE2F";

    private static readonly SearchValues<char> All = SearchValues.Create(Expand(Marks));

    public static bool AreIn(ReadOnlySpan<char> text) =>
        text.ContainsAnyInRange('\u0300', '\u036F') || text.ContainsAnyInRange('\u0483', '\u0489') ||
        text.ContainsAnyInRange('\u1AB0', '\u1ACE') || text.ContainsAnyInRange('\u1DC0', '\u1DFF') || text.ContainsAnyInRange('\u20D0', '\u20F0') || text.ContainsAnyInRange('\uFE20', '\uFE2F');

    /// <summary>Drops them.</summary>
    public static void Lift(Rewriting text)
    {
        char[] chars = text.Chars.ToArray();
        int[] places = text.Places.ToArray();
        text.Restart();
        for (int i = 0; i < chars.Length;)
        {
            int marks = i + 1;
            while (marks < chars.Length && All.Contains(chars[marks])) marks++;
            bool stacked = marks - i - 1 >= Stack;
            char letter = chars[i];
            if (!All.Contains(letter) || i == 0) text.Write(letter, places[i]);
            letter = char.ToLowerInvariant(letter);
            for (int mark = i + 1; mark < marks; mark++)
            {
                if (!stacked && FoldingTable.Instance.TryCompose(letter, chars[mark], out char composed))
                {
                    text.Write(chars[mark], places[mark]);
                    letter = composed;
                }
                else
                {
                    text.Changed = true;
                }
            }

            i = marks;
        }
    }

    private static string Expand(string ranges)
    {
        var all = new System.Text.StringBuilder();
        for (int i = 0; i + 2 < ranges.Length; i += 3)
        {
            for (char c = ranges[i]; c <= ranges[i + 2]; c++) all.Append(c);
        }

        return all.ToString();
    }
}
