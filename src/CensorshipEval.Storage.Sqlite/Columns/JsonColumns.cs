using System.Buffers;
using System.Collections.Immutable;
using System.Runtime.InteropServices;
using System.Text;
using System.Text.Encodings.Web;
using System.Text.Json;
using Microsoft.Data.Sqlite;

namespace CensorshipEval.Storage.Sqlite.Columns;

/// <summary>
/// What has structure, as JSON, written by hand because it must come back exactly: metadata keep the raw text of their values,
/// and strings that JSON cannot hold keep every code unit. Empty is NULL.
/// </summary>
internal static class JsonColumns
{
    private static readonly JsonWriterOptions Written = new() { Encoder = JavaScriptEncoder.UnsafeRelaxedJsonEscaping, SkipValidation = true };

    // As lenient as any reader a value may have come from.
    private static readonly JsonDocumentOptions Read = new()
    {
        MaxDepth = int.MaxValue,
        AllowTrailingCommas = true,
        CommentHandling = JsonCommentHandling.Skip,
    };

    public static object Metadata(IReadOnlyDictionary<string, JsonElement> metadata) => metadata.Count == 0 ? DBNull.Value : Write(json =>
    {
        json.WriteStartObject();
        foreach ((string name, JsonElement value) in metadata)
        {
            if (value.ValueKind is JsonValueKind.Undefined)
                throw new RunStoreException($"The metadata '{name}' have no value. Expected any JSON value, null included.");
            json.WritePropertyName(ExactText.ToJson(name));
            json.WriteRawValue(JsonMarshal.GetRawUtf8Value(value), skipInputValidation: true);
        }

        json.WriteEndObject();
    });

    public static IReadOnlyDictionary<string, JsonElement> Metadata(SqliteDataReader row, int column)
    {
        if (row.IsDBNull(column)) return ImmutableDictionary<string, JsonElement>.Empty;
        using JsonDocument document = JsonDocument.Parse(row.GetString(column), Read);
        return document.RootElement.Clone().EnumerateObject()
            .ToDictionary(property => ExactText.FromJson(property.Name), property => property.Value, StringComparer.Ordinal);
    }

    /// <summary>One array per update: ticks, length, and what it did unless it added text.</summary>
    public static object Updates(IReadOnlyList<StreamUpdate> updates) => updates.Count == 0 ? DBNull.Value : Write(json =>
    {
        json.WriteStartArray();
        foreach (StreamUpdate update in updates)
        {
            json.WriteStartArray();
            json.WriteNumberValue(update.At.Ticks);
            json.WriteNumberValue(update.Length);
            if (update.Kind is not StreamUpdateKind.Append) json.WriteStringValue(update.Kind.ToString());
            json.WriteEndArray();
        }

        json.WriteEndArray();
    });

    public static IReadOnlyList<StreamUpdate> Updates(SqliteDataReader row, int column) => Items(row, column, update => new StreamUpdate(
        new TimeSpan(update[0].GetInt64()),
        update.GetArrayLength() > 2 ? Enum.Parse<StreamUpdateKind>(update[2].GetString()!) : StreamUpdateKind.Append,
        update[1].GetInt32()));

    public static object Evidence(IReadOnlyList<EvidenceSpan> evidence) => evidence.Count == 0 ? DBNull.Value : Write(json =>
    {
        json.WriteStartArray();
        foreach (EvidenceSpan span in evidence)
        {
            json.WriteStartObject();
            json.WriteString("source", span.Source.ToString());
            json.WriteNumber("start", span.Start);
            json.WriteNumber("length", span.Length);
            json.WriteString("rule", ExactText.ToJson(span.Rule));
            json.WriteEndObject();
        }

        json.WriteEndArray();
    });

    public static IReadOnlyList<EvidenceSpan> Evidence(SqliteDataReader row, int column) => Items(row, column, span => new EvidenceSpan(
        Enum.Parse<EvidenceSource>(span.GetProperty("source").GetString()!),
        span.GetProperty("start").GetInt32(),
        span.GetProperty("length").GetInt32(),
        ExactText.FromJson(span.GetProperty("rule").GetString()!)));

    private static string Write(Action<Utf8JsonWriter> write)
    {
        var buffer = new ArrayBufferWriter<byte>(256);
        using (var json = new Utf8JsonWriter(buffer, Written)) write(json);
        return Encoding.UTF8.GetString(buffer.WrittenSpan);
    }

    private static IReadOnlyList<T> Items<T>(SqliteDataReader row, int column, Func<JsonElement, T> read)
    {
        if (row.IsDBNull(column)) return [];
        using JsonDocument document = JsonDocument.Parse(row.GetString(column), Read);
        return [.. document.RootElement.EnumerateArray().Select(read)];
    }
}
