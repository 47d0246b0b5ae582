using System.Runtime.CompilerServices;
using System.Buffers;
using System.Text.Encodings.Web;
using System.Text.Json;

namespace CensorshipEval.Corpora;

/// <summary>A value in a <see cref="JsonText"/>, with its place. The default value is no value at all.</summary>
internal readonly struct JsonValue(JsonText text, int row)
{
    public JsonValueKind Kind => text is null ? JsonValueKind.Undefined : text.Row(row).Kind;

    public string Source => text.Source;

    /// <summary>Line in the file, from 1.</summary>
    public int Line => text.LineOf(Offset);

    /// <summary>Column in characters, from 1.</summary>
    public int Column => text.ColumnOf(Offset);

    /// <summary>Path from the root; <see langword="null"/> for the root itself.</summary>
    public string? Path => text.PathOf(row);

    /// <summary>Number of properties or elements.</summary>
    public int Count => text.Row(row).Count;

    /// <summary>Name of the property that this is the value of; empty elsewhere.</summary>
    public string Name => text.Row(row).NameStart < 0 ? "" : text.DecodeName(row);

    /// <summary>Whether it is the value of a property of that name.</summary>
    public bool HasName(string name) => text.Row(row).NameStart >= 0 && text.HasName(row, name);

    internal int Row => row;

    private int Offset => text.Row(row).Start - (Kind is JsonValueKind.String ? 1 : 0);

    /// <summary>The text of a string.</summary>
    public string GetString() => Kind is JsonValueKind.String ? text.DecodeString(row) : throw new InvalidOperationException($"A {Kind} is not a string.");

    /// <summary>The bytes of a number, <c>true</c>, <c>false</c> or <c>null</c> as they stand in the file.</summary>
    public ReadOnlySpan<byte> Raw => text.Bytes(text.Row(row).Start, text.Row(row).Length);

    /// <summary>The beginning of the value in quotation marks, fit to be shown.</summary>
    public string Quote() => text.QuoteOf(row);

    /// <summary>The values of an object's properties or an array's elements, in order.</summary>
    public ChildEnumerator Children() => new(text, row);

    /// <summary>The first property of that name.</summary>
    [MethodImpl(MethodImplOptions.AggressiveOptimization)]
    public bool TryGet(string name, out JsonValue value)
    {
        if (Kind is JsonValueKind.Object)
        {
            foreach (JsonValue child in Children())
            {
                if (!text.HasName(child.Row, name)) continue;
                value = child;
                return true;
            }
        }

        value = default;
        return false;
    }

    [MethodImpl(MethodImplOptions.AggressiveOptimization)]
    public bool HasSameNameAs(JsonValue other)
    {
        JsonRow mine = text.Row(row);
        JsonRow its = text.Row(other.Row);
        return mine.NameEscaped || its.NameEscaped
            ? string.Equals(Name, other.Name, StringComparison.Ordinal)
            : text.Bytes(mine.NameStart, mine.NameLength).SequenceEqual(text.Bytes(its.NameStart, its.NameLength));
    }

    /// <summary>An error about this value.</summary>
    public InputError Error(string expected) => new(Source, Line, Path, Quote(), expected);

    /// <summary>A copy as the platform's type, which outlives the text and holds no unpaired surrogates.</summary>
    public JsonElement ToElement()
    {
        var bytes = new ArrayBufferWriter<byte>();
        using (var writer = new Utf8JsonWriter(bytes, new JsonWriterOptions { Encoder = JavaScriptEncoder.UnsafeRelaxedJsonEscaping })) WriteTo(writer);
        return JsonElement.Parse(bytes.WrittenSpan);
    }

    private void WriteTo(Utf8JsonWriter writer)
    {
        switch (Kind)
        {
            case JsonValueKind.Object:
                writer.WriteStartObject();
                foreach (JsonValue child in Children())
                {
                    writer.WritePropertyName(child.Name);
                    child.WriteTo(writer);
                }

                writer.WriteEndObject();
                break;
            case JsonValueKind.Array:
                writer.WriteStartArray();
                foreach (JsonValue child in Children()) child.WriteTo(writer);
                writer.WriteEndArray();
                break;
            case JsonValueKind.String:
                writer.WriteStringValue(GetString());
                break;
            default:
                writer.WriteRawValue(Raw, skipInputValidation: true);
                break;
        }
    }

    /// <summary>Walks the children of one value without allocating.</summary>
    internal struct ChildEnumerator(JsonText text, int parent)
    {
        private int _next = parent + 1;

        public JsonValue Current { get; private set; }

        public readonly ChildEnumerator GetEnumerator() => this;

        public bool MoveNext()
        {
            if (_next >= text.Row(parent).Next) return false;
            Current = new JsonValue(text, _next);
            _next = text.Row(_next).Next;
            return true;
        }
    }
}
