using System.Buffers;
using System.Text.Encodings.Web;
using System.Text.Json;

namespace CensorshipEval.Faults.Wire;

/// <summary>Writes answers as OpenAI's chat completions have them, and blocked requests as Azure's content filter tells them.</summary>
internal static class AnswerWriter
{
    // As most servers write: characters and not escapes.
    private static readonly JsonWriterOptions Json = new() { Encoder = JavaScriptEncoder.UnsafeRelaxedJsonEscaping };

    public static WireAnswer Write(PlannedAnswer answer, string model, DateTimeOffset at, int promptTokens)
    {
        if (answer.IsInputBlocked) return new WireAnswer(400, ErrorBody.InputBlocked.ToArray(), [], [], 0);
        string text = string.Concat(answer.Pieces);
        var head = new Head(model, at.ToUnixTimeSeconds(), promptTokens, TokenCount.Of(text));
        var whole = new ArrayBufferWriter<byte>(512);
        WriteObject(whole, head, "chat.completion", writer => WriteWhole(writer, answer.Replacement ?? text, answer.Finish), usage: true);

        var events = new ArrayBufferWriter<byte>(256 * (answer.Pieces.Count + 3));
        var ends = new List<int>(answer.Pieces.Count + 4);
        void Event(Action<Utf8JsonWriter> choice, bool usage = false)
        {
            events.Write(WireAnswer.EventStart);
            WriteObject(events, head, "chat.completion.chunk", choice, usage);
            events.Write("\n\n"u8);
            ends.Add(events.WrittenCount);
        }

        Event(static writer => WriteDelta(writer, "", isFirst: true));
        foreach (string piece in answer.Pieces) Event(writer => WriteDelta(writer, piece));
        // Withdrawn: a whole message in place of what was streamed.
        if (answer.Replacement is { } replacement) Event(writer => WriteWhole(writer, replacement, finish: null));
        Event(writer => WriteDelta(writer, content: null, answer.Finish));
        Event(static _ => { }, usage: true);
        return new WireAnswer(200, whole.WrittenSpan.ToArray(), events.WrittenSpan.ToArray(), [.. ends], answer.Pieces.Count);
    }

    private static void WriteObject(IBufferWriter<byte> buffer, Head head, string kind, Action<Utf8JsonWriter> choice, bool usage)
    {
        using var writer = new Utf8JsonWriter(buffer, Json);
        writer.WriteStartObject();
        writer.WriteString("id", WireAnswer.Placeholder);
        writer.WriteString("object", kind);
        writer.WriteNumber("created", head.Created);
        writer.WriteString("model", head.Model);
        writer.WriteStartArray("choices");
        choice(writer);
        writer.WriteEndArray();
        if (usage)
        {
            writer.WriteStartObject("usage");
            writer.WriteNumber("prompt_tokens", head.PromptTokens);
            writer.WriteNumber("completion_tokens", head.AnswerTokens);
            writer.WriteNumber("total_tokens", head.PromptTokens + head.AnswerTokens);
            writer.WriteEndObject();
        }

        writer.WriteEndObject();
    }

    private static void WriteDelta(Utf8JsonWriter writer, string? content, string? finish = null, bool isFirst = false)
    {
        writer.WriteStartObject();
        writer.WriteNumber("index", 0);
        writer.WriteStartObject("delta");
        if (isFirst) writer.WriteString("role", "assistant");
        if (content is not null) writer.WriteString("content", content);
        writer.WriteEndObject();
        WriteFinish(writer, finish);
        writer.WriteEndObject();
    }

    private static void WriteWhole(Utf8JsonWriter writer, string content, string? finish)
    {
        writer.WriteStartObject();
        writer.WriteNumber("index", 0);
        writer.WriteStartObject("message");
        writer.WriteString("role", "assistant");
        writer.WriteString("content", content);
        writer.WriteEndObject();
        WriteFinish(writer, finish);
        writer.WriteEndObject();
    }

    private static void WriteFinish(Utf8JsonWriter writer, string? finish)
    {
        if (finish is null) writer.WriteNull("finish_reason");
        else writer.WriteString("finish_reason", finish);
    }

    private sealed record Head(string Model, long Created, int PromptTokens, int AnswerTokens);
}
