using System.Buffers;
using System.Globalization;
using System.Runtime.CompilerServices;
using System.Text;

namespace CensorshipEval.Corpora;

/// <summary>Decodes the inside of a JSON string. The platform throws at half a surrogate pair, which scrapers that cut texts leave behind.</summary>
internal static class JsonStrings
{
    /// <summary>The text, in which half a pair has become U+FFFD.</summary>
    public static string Decode(ReadOnlySpan<byte> utf8, bool escaped) => Decode(utf8, escaped, keepsHalves: false);

    /// <summary>The text code unit by code unit, with half a pair as it is.</summary>
    public static string DecodeExactly(ReadOnlySpan<byte> utf8, bool escaped) => Decode(utf8, escaped, keepsHalves: true);

    [MethodImpl(MethodImplOptions.AggressiveOptimization)]
    private static string Decode(ReadOnlySpan<byte> utf8, bool escaped, bool keepsHalves)
    {
        if (!escaped) return Encoding.UTF8.GetString(utf8);

        // A character of a JSON string never has fewer bytes than UTF-16 units.
        char[] buffer = ArrayPool<char>.Shared.Rent(utf8.Length);
        try
        {
            int length = Unescape(utf8, buffer);
            if (!keepsHalves) ReplaceUnpaired(buffer.AsSpan(0, length));
            return new string(buffer, 0, length);
        }
        finally
        {
            ArrayPool<char>.Shared.Return(buffer);
        }
    }

    private static int Unescape(ReadOnlySpan<byte> utf8, Span<char> target)
    {
        int length = 0;
        while (!utf8.IsEmpty)
        {
            int backslash = utf8.IndexOf((byte)'\\');
            int plain = backslash < 0 ? utf8.Length : backslash;
            length += Encoding.UTF8.GetChars(utf8[..plain], target[length..]);
            if (backslash < 0) break;
            byte kind = utf8[backslash + 1];
            target[length++] = kind switch
            {
                (byte)'n' => '\n',
                (byte)'t' => '\t',
                (byte)'r' => '\r',
                (byte)'b' => '\b',
                (byte)'f' => '\f',
                (byte)'u' => (char)ushort.Parse(utf8.Slice(backslash + 2, 4), NumberStyles.AllowHexSpecifier, CultureInfo.InvariantCulture),
                _ => (char)kind,
            };
            utf8 = utf8[(backslash + (kind == 'u' ? 6 : 2))..];
        }

        return length;
    }

    private static void ReplaceUnpaired(Span<char> text)
    {
        for (int i = 0; i < text.Length; i++)
        {
            if (!char.IsSurrogate(text[i])) continue;
            if (i + 1 < text.Length && char.IsSurrogatePair(text[i], text[i + 1]))
                i++;
            else
                text[i] = '\uFFFD';
        }
    }
}
