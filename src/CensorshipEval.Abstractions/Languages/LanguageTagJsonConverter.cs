using System.Text.Json;
using System.Text.Json.Serialization;

namespace CensorshipEval;

internal sealed class LanguageTagJsonConverter : JsonConverter<LanguageTag>
{
    public override LanguageTag Read(ref Utf8JsonReader reader, Type typeToConvert, JsonSerializerOptions options) => Read(ref reader);

    public override void Write(Utf8JsonWriter writer, LanguageTag value, JsonSerializerOptions options) => writer.WriteStringValue(value.Value);

    public override LanguageTag ReadAsPropertyName(ref Utf8JsonReader reader, Type typeToConvert, JsonSerializerOptions options) => Read(ref reader);

    public override void WriteAsPropertyName(Utf8JsonWriter writer, LanguageTag value, JsonSerializerOptions options) =>
        writer.WritePropertyName(value.Value);

    private static LanguageTag Read(ref Utf8JsonReader reader) =>
        LanguageTag.TryParse(reader.GetString(), out LanguageTag tag)
            ? tag
            : throw new JsonException($"'{reader.GetString()}' is not a language tag.");
}
