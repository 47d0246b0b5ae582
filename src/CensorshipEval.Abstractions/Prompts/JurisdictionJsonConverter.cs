using System.Text.Json;
using System.Text.Json.Serialization;

namespace CensorshipEval;

/// <summary>Writes a <see cref="Jurisdiction"/> as a JSON string. Public because source-generated contexts of other assemblies name it.</summary>
public sealed class JurisdictionJsonConverter : JsonConverter<Jurisdiction>
{
    /// <inheritdoc/>
    public override Jurisdiction Read(ref Utf8JsonReader reader, Type typeToConvert, JsonSerializerOptions options) =>
        Jurisdiction.TryParse(reader.GetString(), out Jurisdiction jurisdiction)
            ? jurisdiction
            : throw new JsonException($"'{reader.GetString()}' is not an ISO 3166-1 code.");

    /// <inheritdoc/>
    public override void Write(Utf8JsonWriter writer, Jurisdiction value, JsonSerializerOptions options) => writer.WriteStringValue(value.Code);
}
