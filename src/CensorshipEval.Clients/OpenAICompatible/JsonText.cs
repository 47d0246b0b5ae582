using System.Globalization;
using System.Text;
using System.Text.Json;

namespace CensorshipEval.Clients;

/// <summary>Texts of JSON, also where an escape holds half a surrogate pair, which the platform's reader refuses.</summary>
internal static class JsonText
{
    /// <summary>The text of a string; halves of surrogate pairs stand in it as they are.</summary>
    public static string Of(JsonElement text)
    {
        try
        {
            return text.GetString()!;
        }
        catch (InvalidOperationException)
        {
            return Unescape(text.GetRawText().AsSpan()[1..^1]);
        }
    }

    // It was parsed before: every escape is whole.
    private static string Unescape(ReadOnlySpan<char> raw)
    {
        var text = new StringBuilder(raw.Length);
        for (int at = 0; at < raw.Length; at++)
        {
            if (raw[at] != '\\')
            {
                text.Append(raw[at]);
                continue;
            }

            switch (raw[++at])
            {
                case 'u':
                    text.Append((char)ushort.Parse(raw.Slice(at + 1, 4), NumberStyles.AllowHexSpecifier, CultureInfo.InvariantCulture));
                    at += 4;
                    break;
                case 'n':
                    text.Append('\n');
                    break;
                case 'r':
                    text.Append('\r');
                    break;
                case 't':
                    text.Append('\t');
                    break;
                case 'b':
                    text.Append('\b');
                    break;
                case 'f':
                    text.Append('\f');
                    break;
                default:
                    text.Append(raw[at]);
                    break;
            }
        }

        return text.ToString();
    }
}
