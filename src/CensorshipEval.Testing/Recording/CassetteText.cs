using System.Globalization;
using System.Text;
using System.Text.Json;

namespace CensorshipEval.Testing;

/// <summary>A line as it stands in the file: every script readable, and nothing invisible that could make a diff look like another.</summary>
internal static class CassetteText
{
    private const char Joiner = '\u200D', NonJoiner = '\u200C';

    public static string Of(CassetteLine line) => Readable(JsonSerializer.Serialize(line, CassetteJsonContext.Readable.CassetteLine));

    public static string Of(CassetteHead head) => JsonSerializer.Serialize(head, CassetteJsonContext.Readable.CassetteHead);

    // The platform's encoders escape every character beyond the first 65,536 and no sign that turns the direction of what follows.
    private static string Readable(string json)
    {
        if (!json.Contains('\\', StringComparison.Ordinal) && !json.Any(IsHidden)) return json;
        var readable = new StringBuilder(json.Length);
        for (int i = 0; i < json.Length; i++)
        {
            if (json[i] != '\\')
            {
                if (IsHidden(json[i])) readable.Append(CultureInfo.InvariantCulture, $"\\u{(int)json[i]:X4}");
                else readable.Append(json[i]);
            }
            else if (Pair(json.AsSpan(i)) is { } rune)
            {
                if (IsHidden(rune)) readable.Append(json, i, 12);
                else readable.Append(rune.ToString());
                i += 11;
            }
            else
            {
                readable.Append(json, i++, 2);
            }
        }

        return readable.ToString();
    }

    private static bool IsHidden(char letter) => letter > '\u007E' && !char.IsSurrogate(letter) && letter is not (Joiner or NonJoiner) && IsHidden(new Rune(letter));

    private static bool IsHidden(Rune rune) => Rune.GetUnicodeCategory(rune) is UnicodeCategory.Format or UnicodeCategory.Control or UnicodeCategory.LineSeparator or UnicodeCategory.ParagraphSeparator
        or UnicodeCategory.PrivateUse or UnicodeCategory.OtherNotAssigned;

    private static Rune? Pair(ReadOnlySpan<char> at) => at.Length >= 12 && Escaped(at) is { } high && Escaped(at[6..]) is { } low && Rune.TryCreate(high, low, out Rune rune) ? rune : null;

    private static char? Escaped(ReadOnlySpan<char> at) =>
        at[0] == '\\' && at[1] == 'u' && ushort.TryParse(at.Slice(2, 4), NumberStyles.AllowHexSpecifier, CultureInfo.InvariantCulture, out ushort code) ? (char)code : null;
}
