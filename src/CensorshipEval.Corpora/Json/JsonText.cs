using System.Runtime.CompilerServices;
using System.Text;
using System.Text.Json;

namespace CensorshipEval.Corpora;

/// <summary>
/// A parsed JSON text that still knows where everything stood. One flat array of rows over the bytes: nothing is decoded until it is asked
/// for, and lines, columns and paths are worked out only when an error is reported.
/// </summary>
internal sealed class JsonText
{
    private readonly ReadOnlyMemory<byte> _utf8;
    private readonly JsonRow[] _rows;
    private readonly int _firstLine;

    internal JsonText(ReadOnlyMemory<byte> utf8, JsonRow[] rows, string source, int firstLine)
    {
        _utf8 = utf8;
        _rows = rows;
        Source = source;
        _firstLine = firstLine;
    }

    /// <summary>The file's name, fit to be shown.</summary>
    public string Source { get; }

    public JsonValue Root => new(this, 0);

    /// <summary>Parses a whole text, adding everything that is wrong with it to <paramref name="errors"/>.</summary>
    /// <returns>The text; <see langword="null"/> when it is not JSON. Of properties named twice, the first counts.</returns>
    public static JsonText? Parse(ReadOnlyMemory<byte> utf8, string source, ICollection<InputError> errors, int firstLine = 1) =>
        JsonTextParser.Parse(utf8, source, errors, firstLine);

    public ref readonly JsonRow Row(int row) => ref _rows[row];

    public ReadOnlySpan<byte> Bytes(int start, int length) => _utf8.Span.Slice(start, length);

    public string DecodeString(int row) => JsonStrings.Decode(Bytes(_rows[row].Start, _rows[row].Length), _rows[row].Escaped);

    public string DecodeName(int row) => JsonStrings.Decode(Bytes(_rows[row].NameStart, _rows[row].NameLength), _rows[row].NameEscaped);

    // Runs a million times before the runtime would see that it is hot.
    [MethodImpl(MethodImplOptions.AggressiveOptimization)]
    public bool HasName(int row, string name)
    {
        if (_rows[row].NameEscaped) return string.Equals(DecodeName(row), name, StringComparison.Ordinal);
        ReadOnlySpan<byte> bytes = Bytes(_rows[row].NameStart, _rows[row].NameLength);
        return bytes.Length >= name.Length && (Ascii.IsValid(name)
            ? Ascii.Equals(bytes, name)
            : string.Equals(Encoding.UTF8.GetString(bytes), name, StringComparison.Ordinal));
    }

    public int LineOf(int offset) => _firstLine + _utf8.Span[..offset].Count((byte)'\n');

    /// <summary>Column in characters, from 1.</summary>
    public int ColumnOf(int offset)
    {
        ReadOnlySpan<byte> before = _utf8.Span[..offset];
        return Encoding.UTF8.GetCharCount(before[(before.LastIndexOf((byte)'\n') + 1)..]) + 1;
    }

    /// <summary>The path of a value, such as <c>keyFacts[2].statement.de</c>; <see langword="null"/> for the root.</summary>
    public string? PathOf(int row)
    {
        if (row == 0) return null;
        var steps = new Stack<string>();
        for (int at = row; at > 0; at = _rows[at].Parent)
            steps.Push(_rows[at].NameStart >= 0 ? JsonPath.Step(DecodeName(at)) : $"[{_rows[at].Index}]");
        return string.Concat(steps).TrimStart('.');
    }

    /// <summary>The beginning of a value as it stands in the file, quoted.</summary>
    public string QuoteOf(int row)
    {
        JsonRow value = _rows[row];
        if (value.Kind is JsonValueKind.Object) return "an object";
        if (value.Kind is JsonValueKind.Array) return "a list";
        if (value.Kind is JsonValueKind.Null) return "null";

        // No character needs more than 12 bytes as an escaped pair, so this much always fills the quotation.
        int enough = Math.Min(value.Length, VisibleText.MaxQuoted * 12 * 2);
        bool whole = enough == value.Length || !value.Escaped;
        string text = JsonStrings.Decode(Bytes(value.Start, enough), value.Escaped && whole);
        return value.Kind is JsonValueKind.String ? VisibleText.Quote(text) : VisibleText.Of(text.AsSpan(0, Math.Min(text.Length, VisibleText.MaxQuoted)));
    }
}
