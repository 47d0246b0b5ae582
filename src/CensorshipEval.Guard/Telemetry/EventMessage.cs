using System.Collections;
using System.Text;
using System.Text.Json;

namespace CensorshipEval.Guard;

/// <summary>
/// A message as the conventions shape it: nested attributes for who can carry them, and the same as JSON for who asks for text, as exporters of
/// OpenTelemetry for .NET do inside of arrays.
/// </summary>
internal sealed class EventMessage : IReadOnlyList<KeyValuePair<string, object?>>
{
    private readonly List<KeyValuePair<string, object?>> _attributes = [];
    private readonly string _json;

    private EventMessage(string role, string text, string? finishReason)
    {
        _attributes.Add(new("role", role));
        _attributes.Add(new("parts", new KeyValuePair<string, object?>[][] { [new("type", "text"), new("content", text)] }));
        if (finishReason is not null) _attributes.Add(new("finish_reason", finishReason));
        _json = Json(role, text, finishReason);
    }

    public int Count => _attributes.Count;

    public KeyValuePair<string, object?> this[int index] => _attributes[index];

    public static EventMessage[] Input(Exchange exchange) => [new("user", exchange.Prompt.Text, finishReason: null)];

    public static EventMessage[] Output(Exchange exchange) => [new("assistant", exchange.Text, exchange.FinishReason ?? "stop")];

    /// <summary>Messages as one text.</summary>
    public static string JsonOf(EventMessage[] messages) => $"[{string.Join(',', (object[])messages)}]";

    public IEnumerator<KeyValuePair<string, object?>> GetEnumerator() => _attributes.GetEnumerator();

    IEnumerator IEnumerable.GetEnumerator() => GetEnumerator();

    public override string ToString() => _json;

    private static string Json(string role, string text, string? finishReason)
    {
        using var stream = new MemoryStream();
        using (var json = new Utf8JsonWriter(stream))
        {
            json.WriteStartObject();
            json.WriteString("role", role);
            json.WriteStartArray("parts");
            json.WriteStartObject();
            json.WriteString("type", "text");
            json.WriteString("content", text);
            json.WriteEndObject();
            json.WriteEndArray();
            if (finishReason is not null) json.WriteString("finish_reason", finishReason);
            json.WriteEndObject();
        }

        return Encoding.UTF8.GetString(stream.GetBuffer(), 0, (int)stream.Length);
    }
}
