using System.Buffers;
using System.Runtime.InteropServices;
using System.Text.Json;
using System.Text.Json.Serialization;

namespace CensorshipEval.Reporting;

/// <summary>Metadata, in the order of their names, each value as it stands but for white space and comments.</summary>
internal sealed class ExactMetadataConverter : JsonConverter<IReadOnlyDictionary<string, JsonElement>>
{
    // As lenient as any reader a value may have come from.
    private static readonly JsonReaderOptions Lenient = new() { MaxDepth = int.MaxValue, AllowTrailingCommas = true, CommentHandling = JsonCommentHandling.Skip };

    public override IReadOnlyDictionary<string, JsonElement> Read(ref Utf8JsonReader reader, Type typeToConvert, JsonSerializerOptions options)
    {
        if (reader.TokenType is not JsonTokenType.StartObject) throw new JsonException("Expected an object.");
        var metadata = new Dictionary<string, JsonElement>(StringComparer.Ordinal);
        while (reader.Read() && reader.TokenType is not JsonTokenType.EndObject)
        {
            string name = ExactText.Read(ref reader);
            reader.Read();
            if (!metadata.TryAdd(name, JsonElement.ParseValue(ref reader))) throw new JsonException("Expected every field once.");
        }

        return metadata;
    }

    public override void Write(Utf8JsonWriter writer, IReadOnlyDictionary<string, JsonElement> value, JsonSerializerOptions options)
    {
        var raw = new ArrayBufferWriter<byte>(256);
        raw.Write("{"u8);
        bool isFirst = true;
        foreach ((string name, JsonElement item) in value.OrderBy(static item => item.Key, StringComparer.Ordinal))
        {
            if (!isFirst) raw.Write(","u8);
            isFirst = false;
            ExactText.Write(raw, name);
            raw.Write(":"u8);
            Copy(item, raw);
        }

        raw.Write("}"u8);
        writer.WriteRawValue(raw.WrittenSpan, skipInputValidation: true);
    }

    /// <summary>Copies a value in one line.</summary>
    /// <param name="value">The value.</param>
    /// <param name="to">Takes it.</param>
    /// <param name="change">Changes each string and name; <see langword="null"/> leaves them as they are, escapes included.</param>
    public static void Copy(JsonElement value, IBufferWriter<byte> to, Func<string, string>? change = null)
    {
        var reader = new Utf8JsonReader(JsonMarshal.GetRawUtf8Value(value), Lenient);
        bool afterValue = false;
        while (reader.Read())
        {
            bool closes = reader.TokenType is JsonTokenType.EndObject or JsonTokenType.EndArray;
            if (afterValue && !closes) to.Write(","u8);
            if (reader.TokenType is JsonTokenType.String or JsonTokenType.PropertyName) CopyString(ref reader, to, change);
            else to.Write(reader.ValueSpan);
            if (reader.TokenType is JsonTokenType.PropertyName) to.Write(":"u8);
            afterValue = reader.TokenType is not (JsonTokenType.StartObject or JsonTokenType.StartArray or JsonTokenType.PropertyName);
        }
    }

    private static void CopyString(ref Utf8JsonReader reader, IBufferWriter<byte> to, Func<string, string>? change)
    {
        if (change is not null && ExactText.Read(ref reader) is var text && change(text) is var changed && changed != text)
        {
            ExactText.Write(to, changed);
            return;
        }

        to.Write("\""u8);
        to.Write(reader.ValueSpan);
        to.Write("\""u8);
    }
}
