using System.Text.Json;
using System.Text.Json.Serialization;

namespace CensorshipEval;

internal sealed class JurisdictionJsonConverter : JsonConverter<Jurisdiction>
{
    public override Jurisdiction Read(ref Utf8JsonReader reader, Type typeToConvert, JsonSerializerOptions options) =>
        Jurisdiction.TryParse(reader.GetString(), out Jurisdiction jurisdiction)
            ? jurisdiction
            : throw new JsonException($"'{reader.GetString()}' is not an ISO 3166-1 code.");

    public override void Write(Utf8JsonWriter writer, Jurisdiction value, JsonSerializerOptions options) => writer.WriteStringValue(value.Code);
}
