using System.Buffers;
using System.Text.Json;
using System.Text.Json.Serialization;

namespace CensorshipEval.Reporting;

/// <summary>Strings that come back code unit by code unit.</summary>
internal sealed class ExactStringConverter : JsonConverter<string>
{
    public override string Read(ref Utf8JsonReader reader, Type typeToConvert, JsonSerializerOptions options) =>
        reader.TokenType is JsonTokenType.String ? ExactText.Read(ref reader) : throw new JsonException("Expected a text.");

    public override void Write(Utf8JsonWriter writer, string value, JsonSerializerOptions options)
    {
        if (ExactText.FirstUnpaired(value) < 0)
        {
            writer.WriteStringValue(value);
            return;
        }

        var raw = new ArrayBufferWriter<byte>(value.Length + 16);
        ExactText.Write(raw, value);
        writer.WriteRawValue(raw.WrittenSpan, skipInputValidation: true);
    }

    public override string ReadAsPropertyName(ref Utf8JsonReader reader, Type typeToConvert, JsonSerializerOptions options) => ExactText.Read(ref reader);

    // The writer has no raw names. Those that come here are names of models and languages.
    public override void WriteAsPropertyName(Utf8JsonWriter writer, string value, JsonSerializerOptions options) => writer.WritePropertyName(value);
}
