using System.Globalization;
using System.Text;
using System.Text.Json;

namespace CensorshipEval.Export;

/// <summary>
/// Text for JSON that every reader takes. Half of a surrogate pair has no UTF-8: writers replace it without a word, and most readers refuse a whole file that
/// holds its escape. So it is written out, as the six characters <c>\uD800</c>, and the line says in which fields.
/// </summary>
internal static class PairedText
{
    /// <summary>The text, with halves written out; the same instance where there are none.</summary>
    public static string Of(string text)
    {
        int at = FirstHalf(text);
        if (at < 0) return text;
        var result = new StringBuilder(text.Length + 16).Append(text, 0, at);
        for (; at < text.Length; at++)
        {
            if (at + 1 < text.Length && char.IsSurrogatePair(text[at], text[at + 1])) result.Append(text, at++, 2);
            else if (char.IsSurrogate(text[at])) result.Append(CultureInfo.InvariantCulture, $"\\u{(int)text[at]:X4}");
            else result.Append(text[at]);
        }

        return result.ToString();
    }

    /// <summary>JSON that can be written again: what its strings escape of half a pair becomes text. The platform throws at it otherwise.</summary>
    public static JsonElement Of(JsonElement json)
    {
        if (!MayEscape(json)) return json;
        string raw = json.GetRawText();
        int at = NextHalf(raw, 0);
        if (at < 0) return json;
        var mended = new StringBuilder(raw.Length + 16);
        int copied = 0;
        for (; at >= 0; at = NextHalf(raw, at + 6))
        {
            mended.Append(raw, copied, at - copied).Append('\\');
            copied = at;
        }

        using var document = JsonDocument.Parse(mended.Append(raw, copied, raw.Length - copied).ToString());
        return document.RootElement.Clone();
    }

    /// <summary>Whether a string of it escapes half of a pair.</summary>
    public static bool HasHalves(JsonElement json) => MayEscape(json) && NextHalf(json.GetRawText(), 0) >= 0;

    private static bool MayEscape(JsonElement json) => json.ValueKind is JsonValueKind.String or JsonValueKind.Object or JsonValueKind.Array;

    // Where the next escape of half a pair begins.
    private static int NextHalf(string raw, int from)
    {
        int at = from;
        while (at < raw.Length && (at = raw.IndexOf('\\', at)) >= 0)
        {
            if (Unit(raw, at) is not { } unit || !char.IsSurrogate(unit)) at += 2;
            else if (char.IsHighSurrogate(unit) && Unit(raw, at + 6) is { } next && char.IsLowSurrogate(next)) at += 12;
            else return at;
        }

        return -1;
    }

    private static char? Unit(string raw, int at) =>
        at + 6 <= raw.Length && raw[at] == '\\' && raw[at + 1] == 'u' && ushort.TryParse(raw.AsSpan(at + 2, 4), NumberStyles.AllowHexSpecifier, CultureInfo.InvariantCulture, out ushort unit)
            ? (char)unit : null;

    private static int FirstHalf(string text)
    {
        int at = text.AsSpan().IndexOfAnyInRange('\uD800', '\uDFFF');
        for (; at >= 0 && at < text.Length; at++)
        {
            if (!char.IsSurrogate(text[at])) continue;
            if (at + 1 == text.Length || !char.IsSurrogatePair(text[at], text[at + 1])) return at;
            at++;
        }

        return -1;
    }
}
