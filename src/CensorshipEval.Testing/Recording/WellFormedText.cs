using System.Globalization;
using System.Text;

namespace CensorshipEval.Testing;

/// <summary>Text as a file can hold it. Half a character, which some programs cut off, becomes U+FFFD: what a key is made of, and what is written, must be the same.</summary>
internal static class WellFormedText
{
    private const char Replacement = '\uFFFD';
    private const int EscapeLength = 6;

    public static string Of(string text)
    {
        StringBuilder? mended = null;
        for (int i = 0; i < text.Length; i++)
        {
            if (!char.IsSurrogate(text[i])) continue;
            if (i + 1 < text.Length && char.IsSurrogatePair(text[i], text[i + 1])) i++;
            else (mended ??= new StringBuilder(text))[i] = Replacement;
        }

        return mended?.ToString() ?? text;
    }

    /// <summary>The same for JSON, where halves may be written as escapes.</summary>
    public static string OfJson(string json)
    {
        StringBuilder? mended = null;
        for (int i = json.IndexOf('\\', StringComparison.Ordinal); i >= 0 && i < json.Length; i++)
        {
            if (json[i] != '\\') continue;
            char? half = Escaped(json.AsSpan(i));
            if (half is { } high && char.IsHighSurrogate(high) && Escaped(json.AsSpan(Math.Min(i + EscapeLength, json.Length))) is { } low && char.IsLowSurrogate(low)) i += (2 * EscapeLength) - 1;
            else if (half is { } alone && char.IsSurrogate(alone)) (mended ??= new StringBuilder(json)).Replace(json.Substring(i, EscapeLength), "\\uFFFD", i, EscapeLength);
            else i++;
        }

        return mended?.ToString() ?? json;
    }

    private static char? Escaped(ReadOnlySpan<char> at) =>
        at.Length >= EscapeLength && at[0] == '\\' && at[1] == 'u' && ushort.TryParse(at[2..EscapeLength], NumberStyles.AllowHexSpecifier, CultureInfo.InvariantCulture, out ushort code) ? (char)code : null;
}
