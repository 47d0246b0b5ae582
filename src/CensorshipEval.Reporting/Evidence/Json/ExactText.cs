using System.Buffers;
using System.Globalization;
using System.Text;
using System.Text.Encodings.Web;
using System.Text.Json;
using CensorshipEval.Corpora;

namespace CensorshipEval.Reporting;

/// <summary>
/// Strings in JSON such that they come back code unit by code unit. The platform writes U+FFFD for half of a surrogate pair and refuses to read one that is escaped;
/// here it is written as the escape that JSON has for it (<c>\uD83D</c>), which other readers understand too.
/// </summary>
internal static class ExactText
{
    public static JavaScriptEncoder Encoder => JavaScriptEncoder.UnsafeRelaxedJsonEscaping;

    /// <summary>Where the first half of a pair stands alone; -1 where none does.</summary>
    public static int FirstUnpaired(ReadOnlySpan<char> text)
    {
        for (int from = 0; ;)
        {
            int at = text[from..].IndexOfAnyInRange('\uD800', '\uDFFF');
            if (at < 0) return -1;
            at += from;
            if (at + 1 == text.Length || !char.IsSurrogatePair(text[at], text[at + 1])) return at;
            from = at + 2;
        }
    }

    /// <summary>Writes a string with its quotes.</summary>
    public static void Write(IBufferWriter<byte> to, ReadOnlySpan<char> text)
    {
        to.Write("\""u8);
        while (true)
        {
            int at = FirstUnpaired(text);
            to.Write(JsonEncodedText.Encode(at < 0 ? text : text[..at], Encoder).EncodedUtf8Bytes);
            if (at < 0) break;
            to.Write(Encoding.ASCII.GetBytes(string.Create(CultureInfo.InvariantCulture, $"\\u{(int)text[at]:X4}")));
            text = text[(at + 1)..];
        }

        to.Write("\""u8);
    }

    /// <summary>Reads the string, or the name, that a reader stands at.</summary>
    public static string Read(ref Utf8JsonReader reader)
    {
        ReadOnlySpan<byte> raw = reader.HasValueSequence ? reader.ValueSequence.ToArray() : reader.ValueSpan;
        return JsonStrings.DecodeExactly(raw, reader.ValueIsEscaped);
    }
}
