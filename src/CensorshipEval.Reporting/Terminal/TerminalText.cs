using System.Globalization;
using System.Text;

namespace CensorshipEval.Reporting.Terminal;

/// <summary>Text measured in the columns that a terminal gives it: two for a wide character, none for a mark that stands over another.</summary>
internal static class TerminalText
{
    public static int Width(string text)
    {
        int width = 0;
        foreach (Rune rune in text.EnumerateRunes()) width += Width(rune);
        return width;
    }

    /// <summary>The text, or as much of its beginning as fits with an ellipsis.</summary>
    public static string Cut(string text, int width)
    {
        // A pile of marks takes no columns, and draws over its neighbours all the same.
        int mostRunes = 4 * width, runes = 0, columns = 0, fits = 0, units = 0;
        foreach (Rune rune in text.EnumerateRunes())
        {
            columns += Width(rune);
            if (columns > width || ++runes > mostRunes) return width <= 0 ? "" : text[..fits] + "…";
            units += rune.Utf16SequenceLength;
            if (columns <= width - 1) fits = units;
        }

        return text;
    }

    public static string PadRight(string text, int width) => text + new string(' ', Math.Max(0, width - Width(text)));

    public static string PadLeft(string text, int width) => new string(' ', Math.Max(0, width - Width(text))) + text;

    /// <summary>Folds a text at spaces into lines that fit.</summary>
    public static IEnumerable<string> Fold(string text, int width)
    {
        string line = "";
        foreach (string word in text.Split(' ', StringSplitOptions.RemoveEmptyEntries))
        {
            string longer = line.Length == 0 ? word : line + " " + word;
            if (line.Length > 0 && Width(longer) > width)
            {
                yield return line;
                longer = word;
            }

            line = Cut(longer, width);
        }

        if (line.Length > 0) yield return line;
    }

    private static int Width(Rune rune) => Rune.GetUnicodeCategory(rune) is UnicodeCategory.NonSpacingMark or UnicodeCategory.EnclosingMark or UnicodeCategory.Format ? 0
        : rune.Value is >= 0x1160 and <= 0x11FF ? 0 // vowels and finals that join the syllable before them
        : EastAsianWidth.IsWide(rune) ? 2 : 1;
}
