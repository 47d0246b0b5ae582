using System.Text.Json;
using System.Text.Json.Serialization;

namespace CensorshipEval;

/// <summary>Writes a <see cref="LanguageTag"/> as a JSON string. Public because source-generated contexts of other assemblies name it.</summary>
public sealed class LanguageTagJsonConverter : JsonConverter<LanguageTag>
{
    /// <inheritdoc/>
    public override LanguageTag Read(ref Utf8JsonReader reader, Type typeToConvert, JsonSerializerOptions options) => Read(ref reader);

    /// <inheritdoc/>
    public override void Write(Utf8JsonWriter writer, LanguageTag value, JsonSerializerOptions options) => writer.WriteStringValue(value.Value);

    /// <inheritdoc/>
    public override LanguageTag ReadAsPropertyName(ref Utf8JsonReader reader, Type typeToConvert, JsonSerializerOptions options) => Read(ref reader);

    /// <inheritdoc/>
    public override void WriteAsPropertyName(Utf8JsonWriter writer, LanguageTag value, JsonSerializerOptions options) =>
        writer.WritePropertyName(value.Value);

    private static LanguageTag Read(ref Utf8JsonReader reader) =>
        LanguageTag.TryParse(reader.GetString(), out LanguageTag tag)
            ? tag
            : throw new JsonException($"'{reader.GetString()}' is not a language tag.");
}
