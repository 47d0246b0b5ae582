using System.Buffers.Binary;
using System.Runtime.InteropServices;
using Microsoft.Data.Sqlite;

namespace CensorshipEval.Storage.Sqlite.Columns;

/// <summary>
/// Text in columns and in JSON such that it comes back code unit by code unit. SQLite's own text is UTF-8 and ends at a NUL for much of its
/// interface, so the rare text that has a NUL or half of a surrogate pair is kept as a blob of UTF-16, little-endian.
/// </summary>
internal static class ExactText
{
    private const string Marker = "utf16:";

    public static object ToColumn(string? text)
    {
        if (text is null) return DBNull.Value;
        return text.Contains('\0', StringComparison.Ordinal) || !IsWellFormed(text) ? ToUtf16(text) : text;
    }

    public static string? FromColumn(SqliteDataReader row, int column) => row.GetValue(column) switch
    {
        string text => text,
        byte[] utf16 => FromUtf16(utf16),
        _ => null,
    };

    /// <summary>JSON escapes NUL itself but cannot hold half of a pair: such a string is written as Base64 behind a marker.</summary>
    public static string ToJson(string text) =>
        text.StartsWith(Marker, StringComparison.Ordinal) || !IsWellFormed(text) ? Marker + Convert.ToBase64String(ToUtf16(text)) : text;

    public static string FromJson(string text) =>
        text.StartsWith(Marker, StringComparison.Ordinal) ? FromUtf16(Convert.FromBase64String(text[Marker.Length..])) : text;

    private static bool IsWellFormed(ReadOnlySpan<char> text)
    {
        while (true)
        {
            int at = text.IndexOfAnyInRange('\uD800', '\uDFFF');
            if (at < 0) return true;
            if (!char.IsHighSurrogate(text[at]) || at + 1 == text.Length || !char.IsLowSurrogate(text[at + 1])) return false;
            text = text[(at + 2)..];
        }
    }

    private static byte[] ToUtf16(string text)
    {
        byte[] bytes = MemoryMarshal.AsBytes(text.AsSpan()).ToArray();
        SwapUnlessLittleEndian(MemoryMarshal.Cast<byte, ushort>(bytes.AsSpan()));
        return bytes;
    }

    private static string FromUtf16(byte[] bytes)
    {
        Span<ushort> units = MemoryMarshal.Cast<byte, ushort>(bytes.AsSpan());
        SwapUnlessLittleEndian(units);
        return new string(MemoryMarshal.Cast<ushort, char>(units));
    }

    private static void SwapUnlessLittleEndian(Span<ushort> units)
    {
        if (!BitConverter.IsLittleEndian) BinaryPrimitives.ReverseEndianness(units, units);
    }
}
