using System.Text.Json;
using Microsoft.Extensions.AI;

namespace CensorshipEval.Testing;

/// <summary>Contents of messages and answers as JSON, without secrets.</summary>
internal static class CassetteContent
{
    /// <summary>The content; <see langword="false"/> where it is of a type that nothing is known of.</summary>
    public static bool TryRead(AIContent content, SecretScrubber secrets, out JsonElement read)
    {
        try
        {
            read = CassetteValue.Clean(JsonSerializer.SerializeToElement(content, AIJsonUtilities.DefaultOptions.GetTypeInfo(typeof(AIContent))), secrets);
            return true;
        }
        catch (Exception exception) when (exception is NotSupportedException or JsonException or ArgumentException or InvalidOperationException)
        {
            read = default;
            return false;
        }
    }

    /// <summary>A text that was cleaned before, with what else its content holds.</summary>
    public static JsonElement WithText(JsonElement content, string text)
    {
        var buffer = new System.Buffers.ArrayBufferWriter<byte>();
        using (var writer = new Utf8JsonWriter(buffer))
        {
            writer.WriteStartObject();
            foreach (JsonProperty property in content.EnumerateObject())
            {
                if (property.NameEquals("text")) writer.WriteString("text", text);
                else property.WriteTo(writer);
            }

            writer.WriteEndObject();
        }

        using JsonDocument document = JsonDocument.Parse(buffer.WrittenMemory);
        return document.RootElement.Clone();
    }
}
