using System.Text.Json;

namespace CensorshipEval.Faults.Wire;

/// <summary>The list of models as OpenAI gives it.</summary>
internal static class ModelList
{
    public static byte[] Write(IEnumerable<string> names, DateTimeOffset at)
    {
        using var buffer = new MemoryStream();
        using (var writer = new Utf8JsonWriter(buffer))
        {
            writer.WriteStartObject();
            writer.WriteString("object", "list");
            writer.WriteStartArray("data");
            foreach (string name in names)
            {
                writer.WriteStartObject();
                writer.WriteString("id", name);
                writer.WriteString("object", "model");
                writer.WriteNumber("created", at.ToUnixTimeSeconds());
                writer.WriteString("owned_by", "simulation");
                writer.WriteEndObject();
            }

            writer.WriteEndArray();
            writer.WriteEndObject();
        }

        return buffer.ToArray();
    }
}
