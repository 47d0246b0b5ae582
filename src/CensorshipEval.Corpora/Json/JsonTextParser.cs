using System.Runtime.CompilerServices;
using System.Runtime.InteropServices;
using System.Text;
using System.Text.Json;
using System.Text.Unicode;

namespace CensorshipEval.Corpora;

/// <summary>Turns UTF-8 into a <see cref="JsonText"/> or into errors that say where and what.</summary>
internal static class JsonTextParser
{
    /// <summary>Deepest nesting that is read; no format of this library needs more than eight.</summary>
    public const int MaxDepth = 64;

    /// <summary>About as many bytes of a text make one value of it.</summary>
    private const int BytesOfValue = 20;

    private static ReadOnlySpan<byte> Bom => [0xEF, 0xBB, 0xBF];

    public static JsonText? Parse(ReadOnlyMemory<byte> utf8, string source, ICollection<InputError> errors, int firstLine)
    {
        source = VisibleText.Of(source);
        if (utf8.Span.StartsWith(Bom)) utf8 = utf8[Bom.Length..];
        var rows = new List<JsonRow>(utf8.Length / BytesOfValue);
        try
        {
            if (FindForeignEncoding(utf8.Span) is { } foreign)
            {
                errors.Add(foreign with { Source = source, Line = firstLine + (foreign.Line ?? 0) });
                return null;
            }

            ReadRows(utf8.Span, rows);
        }
        catch (JsonException malformed)
        {
            errors.Add(Describe(malformed, utf8, rows, source, firstLine));
            return null;
        }

        var text = new JsonText(utf8, CollectionsMarshal.AsSpan(rows).ToArray(), source, firstLine);
        DuplicateNames.Report(text, errors);
        return text;
    }

    // Runs a million times before the runtime would see that it is hot.
    [MethodImpl(MethodImplOptions.AggressiveOptimization)]
    private static void ReadRows(ReadOnlySpan<byte> utf8, List<JsonRow> rows)
    {
        var reader = new Utf8JsonReader(utf8, new JsonReaderOptions { MaxDepth = MaxDepth });
        int parent = -1;
        var name = (Start: -1, Length: 0, Escaped: false);
        while (reader.Read())
        {
            switch (reader.TokenType)
            {
                case JsonTokenType.PropertyName:
                    name = ((int)reader.TokenStartIndex + 1, reader.ValueSpan.Length, reader.ValueIsEscaped);
                    continue;
                case JsonTokenType.EndObject or JsonTokenType.EndArray:
                    ref JsonRow ended = ref CollectionsMarshal.AsSpan(rows)[parent];
                    ended.Length = (int)reader.BytesConsumed - ended.Start;
                    ended.Next = rows.Count;
                    parent = ended.Parent;
                    continue;
            }

            bool isString = reader.TokenType is JsonTokenType.String;
            rows.Add(new JsonRow
            {
                Kind = KindOf(reader.TokenType),
                Start = (int)reader.TokenStartIndex + (isString ? 1 : 0),
                Length = reader.ValueSpan.Length,
                Escaped = isString && reader.ValueIsEscaped,
                NameStart = name.Start,
                NameLength = name.Length,
                NameEscaped = name.Escaped,
                Parent = parent,
                Index = parent < 0 ? 0 : CollectionsMarshal.AsSpan(rows)[parent].Count++,
                Next = rows.Count + 1,
            });
            name = (-1, 0, false);
            if (reader.TokenType is JsonTokenType.StartObject or JsonTokenType.StartArray) parent = rows.Count - 1;
        }
    }

    private static JsonValueKind KindOf(JsonTokenType token) => token switch
    {
        JsonTokenType.StartObject => JsonValueKind.Object,
        JsonTokenType.StartArray => JsonValueKind.Array,
        JsonTokenType.String => JsonValueKind.String,
        JsonTokenType.Number => JsonValueKind.Number,
        JsonTokenType.True => JsonValueKind.True,
        JsonTokenType.False => JsonValueKind.False,
        _ => JsonValueKind.Null,
    };

    // The line is counted from 0 here; null where the error is about the whole.
    private static InputError? FindForeignEncoding(ReadOnlySpan<byte> utf8)
    {
        if (utf8.StartsWith<byte>([0xFF, 0xFE]) || utf8.StartsWith<byte>([0xFE, 0xFF]))
            return new InputError("", 0, null, "UTF-16", "UTF-8");
        if (Utf8.IsValid(utf8)) return null;

        int offset = 0;
        while (Rune.DecodeFromUtf8(utf8[offset..], out _, out int consumed) is System.Buffers.OperationStatus.Done) offset += consumed;
        int lineStart = utf8[..offset].LastIndexOf((byte)'\n') + 1;
        int column = Encoding.UTF8.GetCharCount(utf8[lineStart..offset]) + 1;
        return new InputError("", utf8[..offset].Count((byte)'\n'), null, $"the byte 0x{utf8[offset]:X2} at column {column}, which is not UTF-8", "UTF-8");
    }

    private static InputError Describe(JsonException malformed, ReadOnlyMemory<byte> utf8, List<JsonRow> rows, string source, int firstLine)
    {
        int offset = OffsetOf(malformed, utf8.Span);
        var partial = new JsonText(utf8, [.. rows], source, firstLine);
        ReadOnlySpan<byte> rest = utf8.Span[offset..];
        string found = rest.IsEmpty
            ? "the end"
            : VisibleText.Quote(Encoding.UTF8.GetString(rest[..Math.Min(rest.Length, 400)]).AsSpan(0, 1)) + $" at column {partial.ColumnOf(offset)}";
        string message = malformed.Message;
        int position = message.IndexOf("LineNumber", StringComparison.Ordinal);
        string expected = message.Contains("maximum configured depth", StringComparison.Ordinal)
            ? $"nesting no deeper than {MaxDepth}"
            : $"well-formed JSON: {VisibleText.Of(message.AsSpan(0, position < 0 ? message.Length : position)).TrimEnd(' ', '.')}";
        return new InputError(source, partial.LineOf(offset), OpenPath(partial, rows), found, expected);
    }

    // The value read last, or the innermost object or array that was still open.
    private static string? OpenPath(JsonText partial, List<JsonRow> rows) => rows.Count == 0 ? null : partial.PathOf(rows.Count - 1);

    private static int OffsetOf(JsonException malformed, ReadOnlySpan<byte> utf8)
    {
        int offset = 0;
        for (long line = malformed.LineNumber ?? 0; line > 0; line--) offset += utf8[offset..].IndexOf((byte)'\n') + 1;
        return (int)Math.Min(offset + (malformed.BytePositionInLine ?? 0), utf8.Length);
    }
}
