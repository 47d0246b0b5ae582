using System.Text;

namespace CensorshipEval.Testing;

/// <summary>What a file is that holds no recorded answers, or more than them.</summary>
internal static class CassetteKind
{
    private const int Sniffed = 512, MarkLength = 7;

    private static readonly (string Start, string Kind)[] Others =
    [
        ("version https://git-lfs", "a pointer of Git LFS, without the file itself: git lfs pull brings it"),
        ("<!doctype", "an HTML page"), ("<html", "an HTML page"), ("<?xml", "XML"),
    ];

    /// <summary>What else the file is, in words; <see langword="null"/> where it may hold recorded answers.</summary>
    public static string? Of(Stream file)
    {
        byte[] buffer = new byte[Sniffed];
        file.Position = 0;
        ReadOnlySpan<byte> start = buffer.AsSpan(0, file.ReadAtLeast(buffer, Sniffed, throwOnEndOfStream: false));
        if (start is [0xFF, 0xFE, ..] or [0xFE, 0xFF, ..] or [(byte)'{', 0, ..] or [0, (byte)'{', ..]) return "text in UTF-16: save it as UTF-8";
        if (start.Contains((byte)0)) return "no text";
        if (start is [0xEF, 0xBB, 0xBF, ..]) start = start[3..];
        start = start.TrimStart(" \t\r\n"u8);
        // By lines it is told what is wrong with those.
        if (start.IsEmpty || start[0] == (byte)'{' || IsMergeMark(start)) return null;
        string text = Encoding.UTF8.GetString(start);
        foreach ((string begins, string kind) in Others)
        {
            if (text.StartsWith(begins, StringComparison.OrdinalIgnoreCase)) return kind;
        }

        return start.IndexOf("\n{\"key\""u8) >= 0 ? null : "something else";
    }

    /// <summary>Whether the line is what a merge puts between two sides that differ.</summary>
    public static bool IsMergeMark(ReadOnlySpan<byte> line)
    {
        if (line.Length < MarkLength || line[0] is not ((byte)'<' or (byte)'=' or (byte)'>' or (byte)'|')) return false;
        return !line[..MarkLength].ContainsAnyExcept(line[0]) && (line.Length == MarkLength || line[MarkLength] is (byte)' ' or (byte)'\r' or (byte)'\n');
    }

    /// <summary>The mark, without the name of the side behind it.</summary>
    public static string MergeMark(ReadOnlySpan<byte> line) => new((char)line[0], MarkLength);
}
