using System.Buffers;
using System.Globalization;
using System.Text;

namespace CensorshipEval.Csv;

/// <summary>
/// Text that a stranger wrote, fit for a cell of a spreadsheet. A cell that begins like a formula, be it behind white space, would be run when the file is opened (OWASP, "CSV
/// Injection"): it gets a leading apostrophe, which <see cref="Restore"/> takes off again.
/// </summary>
internal static class SpreadsheetCell
{
    /// <summary>Most characters that Excel keeps of a cell.</summary>
    public const int Longest = 32_767;

    // The full-width forms are read as formulas in East Asian settings.
    private const string BeginsFormula = "=+-@\t\r\n＝＋－＠";

    /// <summary>The text, cut and with what is invisible written out, fit for people to read; what cannot be shown is not brought back by <see cref="Restore"/>.</summary>
    public static string ForPeople(string text)
    {
        // Written out, a character takes up to ten.
        string visible = Visible(text.Length > Longest ? text.AsSpan(0, Longest) : text);
        string mark = $" … [cut: {text.Length.ToString("N0", CultureInfo.InvariantCulture)} characters in all]";
        if (text.Length <= Longest && Defuse(visible).Length <= Longest) return Defuse(visible);
        int end = Math.Min(visible.Length, Longest - mark.Length - 1);
        if (char.IsHighSurrogate(visible[end - 1])) end--;
        return Defuse(string.Concat(visible.AsSpan(0, end), mark));
    }

    /// <summary>The text, with an apostrophe before it where it would pass for a formula.</summary>
    public static string Defuse(string text) => IsFormula(text) ? $"'{text}" : text;

    /// <summary>The text before <see cref="Defuse"/>.</summary>
    public static string Restore(string cell) => cell.StartsWith('\'') && IsFormula(cell) ? cell[1..] : cell;

    private static bool IsFormula(string text)
    {
        ReadOnlySpan<char> rest = text.AsSpan().TrimStart('\'');
        if (rest.IsEmpty) return false;
        if (BeginsFormula.Contains(rest[0], StringComparison.Ordinal)) return true;
        // Who opens or imports the file may trim a cell, and then it begins with what stands behind the space.
        int start = 0;
        while (start < rest.Length && IsBlank(rest[start])) start++;
        return start < rest.Length && BeginsFormula.Contains(rest[start], StringComparison.Ordinal);
    }

    private static bool IsBlank(char character) => char.IsWhiteSpace(character) || char.GetUnicodeCategory(character) is UnicodeCategory.Format or UnicodeCategory.Control;

    // Unlike a terminal's, a cell's line breaks and tabs are harmless, and joiners (Persian, Hindi, emoji) are part of the writing.
    private static string Visible(ReadOnlySpan<char> text)
    {
        var result = new StringBuilder(text.Length);
        while (!text.IsEmpty)
        {
            bool paired = Rune.DecodeFromUtf16(text, out Rune rune, out int consumed) is OperationStatus.Done;
            if (rune.Value == '\r')
            {
                if (text.Length == 1 || text[1] != '\n') result.Append('\n');
            }
            else if (paired && rune.Value is 0x2028 or 0x2029)
            {
                result.Append('\n');
            }
            else if (!paired || IsHidden(rune))
            {
                result.Append(CultureInfo.InvariantCulture, $"\\u{(int)text[0]:X4}");
            }
            else
            {
                result.Append(text[..consumed]);
            }

            text = text[consumed..];
        }

        return result.ToString();
    }

    private static bool IsHidden(Rune rune) =>
        (Rune.GetUnicodeCategory(rune) is UnicodeCategory.Control && rune.Value is not ('\n' or '\t')) ||
        rune.Value is 0x061C or 0x200E or 0x200F or 0xFEFF or (>= 0x202A and <= 0x202E) or (>= 0x2066 and <= 0x2069) or 0xFFFE or 0xFFFF;
}
