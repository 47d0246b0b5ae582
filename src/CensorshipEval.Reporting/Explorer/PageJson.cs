using System.Buffers;
using System.Globalization;
using System.Text;

namespace CensorshipEval.Reporting;

/// <summary>
/// Writes JSON that may stand between script tags of a page and that gives every string back code unit by code unit. System.Text.Json puts U+FFFD in the
/// place of half a surrogate pair; here it stays as an escape. What could end the script, or what nobody would see in the page's source, is an escape too.
/// </summary>
internal sealed class PageJson(TextWriter writer)
{
    private static readonly SearchValues<char> Plain = SearchValues.Create(
        [.. Enumerable.Range(0x20, 0x5F).Select(static code => (char)code).Where(static letter => letter is not ('"' or '\\' or '<' or '>' or '&'))]);

    private bool _needsComma;

    public void BeginArray() => Begin('[');

    public void EndArray() => End(']');

    public void BeginObject() => Begin('{');

    public void EndObject() => End('}');

    public void Name(string name)
    {
        Value(name);
        writer.Write(':');
        _needsComma = false;
    }

    public void Value(string? text)
    {
        Separate();
        if (text is null)
        {
            writer.Write("null");
        }
        else
        {
            writer.Write('"');
            WriteEscaped(text);
            writer.Write('"');
        }

        _needsComma = true;
    }

    public void Value(long number)
    {
        Separate();
        writer.Write(number.ToString(CultureInfo.InvariantCulture));
        _needsComma = true;
    }

    /// <summary>A number; what JSON has no number for is <c>null</c>.</summary>
    public void Value(double? number)
    {
        Separate();
        writer.Write(number is { } finite && double.IsFinite(finite) ? finite.ToString("R", CultureInfo.InvariantCulture) : "null");
        _needsComma = true;
    }

    /// <summary>Bytes of UTF-8 that a string takes in the page, without its quotes.</summary>
    public static long Bytes(ReadOnlySpan<char> text)
    {
        long bytes = 0;
        while (!text.IsEmpty)
        {
            int plain = text.IndexOfAnyExcept(Plain);
            if (plain != 0)
            {
                int run = plain < 0 ? text.Length : plain;
                bytes += run;
                text = text[run..];
                continue;
            }

            bool paired = Rune.DecodeFromUtf16(text, out Rune rune, out int consumed) is OperationStatus.Done;
            bytes += !paired ? 6 : Short(text[0]) is not null ? 2 : MustEscape(rune) ? 6 * consumed : rune.Utf8SequenceLength;
            text = text[consumed..];
        }

        return bytes;
    }

    private void WriteEscaped(ReadOnlySpan<char> text)
    {
        while (!text.IsEmpty)
        {
            int plain = text.IndexOfAnyExcept(Plain);
            if (plain != 0)
            {
                int run = plain < 0 ? text.Length : plain;
                writer.Write(text[..run]);
                text = text[run..];
                continue;
            }

            bool paired = Rune.DecodeFromUtf16(text, out Rune rune, out int consumed) is OperationStatus.Done;
            if (paired && Short(text[0]) is { } escape)
                writer.Write(escape);
            else if (paired && !MustEscape(rune))
                writer.Write(text[..consumed]);
            else
                foreach (char unit in text[..consumed]) writer.Write($"\\u{(int)unit:X4}");
            text = text[consumed..];
        }
    }

    private static string? Short(char letter) => letter switch
    {
        '"' => "\\\"",
        '\\' => "\\\\",
        '\n' => "\\n",
        '\r' => "\\r",
        '\t' => "\\t",
        _ => null,
    };

    private static bool MustEscape(Rune rune) => rune.Value is '<' or '>' or '&' || Rune.GetUnicodeCategory(rune) is
        UnicodeCategory.Control or UnicodeCategory.Format or UnicodeCategory.LineSeparator or UnicodeCategory.ParagraphSeparator or UnicodeCategory.OtherNotAssigned;

    private void Begin(char bracket)
    {
        Separate();
        writer.Write(bracket);
        _needsComma = false;
    }

    private void End(char bracket)
    {
        writer.Write(bracket);
        _needsComma = true;
    }

    private void Separate()
    {
        if (_needsComma) writer.Write(',');
    }
}
