using System.Globalization;
using System.Text;

namespace CensorshipEval;

/// <summary>
/// Makes hostile text (a model's answer, a line of a file) fit for a terminal, a log or a message: what is invisible, moves the cursor or turns
/// the reading direction is written as an escape, such as <c>\u001B</c> or <c>\u202E</c>.
/// </summary>
public static class VisibleText
{
    /// <summary>Most characters of a value that a message quotes.</summary>
    internal const int MaxQuoted = 60;

    /// <summary>The text in single quotes, cut after <see cref="MaxQuoted"/> characters.</summary>
    internal static string Quote(ReadOnlySpan<char> text)
    {
        bool cut = text.Length > MaxQuoted;
        if (cut) text = text[..(char.IsHighSurrogate(text[MaxQuoted - 1]) ? MaxQuoted - 1 : MaxQuoted)];
        return $"'{Of(text)}{(cut ? "…" : "")}'";
    }

    /// <summary>The whole text with everything invisible written out.</summary>
    public static string Of(ReadOnlySpan<char> text)
    {
        var result = new StringBuilder(text.Length);
        while (!text.IsEmpty)
        {
            bool paired = Rune.DecodeFromUtf16(text, out Rune rune, out int consumed) is System.Buffers.OperationStatus.Done;
            if (paired && IsVisible(rune))
                result.Append(text[..consumed]);
            else if (consumed == 1)
                result.Append(CultureInfo.InvariantCulture, $"\\u{(int)text[0]:X4}");
            else
                result.Append(CultureInfo.InvariantCulture, $"\\U{rune.Value:X8}");
            text = text[consumed..];
        }

        return result.ToString();
    }

    private static bool IsVisible(Rune rune) => Rune.GetUnicodeCategory(rune) is not
        (UnicodeCategory.Control or UnicodeCategory.Format or UnicodeCategory.Surrogate or UnicodeCategory.PrivateUse or
        UnicodeCategory.OtherNotAssigned or UnicodeCategory.LineSeparator or UnicodeCategory.ParagraphSeparator);
}
