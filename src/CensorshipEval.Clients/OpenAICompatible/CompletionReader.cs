using System.Text.Json;
using Microsoft.Extensions.AI;

namespace CensorshipEval.Clients;

/// <summary>Reads the answers of the chat completions API, whole or as the pieces of a stream, and keeps every signal in them.</summary>
internal sealed class CompletionReader(OpenAICompatibleOptions options, IReadOnlyDictionary<string, object?> signals)
{
    private ThinkingSplitter? _thinking = options.SeparateThinking ? new ThinkingSplitter() : null;
    private long _streamedLength;
    private string? _model;
    private string? _responseId;

    /// <summary>Whether a finish reason or an error has come.</summary>
    public bool Finished { get; private set; }

    /// <summary>Whether the beginnings of an answer have come, with or without text.</summary>
    public bool AnyChoice { get; private set; }

    /// <summary>Whether any text has come.</summary>
    public bool AnyText => _streamedLength > 0;

    /// <summary>Reads one object; a piece of a stream without anything to tell gives <see langword="null"/>.</summary>
    public ChatResponseUpdate? Read(JsonElement root)
    {
        var update = new ChatResponseUpdate
        {
            Role = ChatRole.Assistant,
            AdditionalProperties = new AdditionalPropertiesDictionary(signals),
            ModelId = _model = Text(root, "model") is { Length: > 0 } model ? model : _model,
            ResponseId = _responseId = Text(root, "id") ?? _responseId,
        };
        if (Choice(root) is { } choice) ReadChoice(choice, update);
        if (Error(root) is { } error)
        {
            Finished = true;
            update.Contents.Add(new ErrorContent(error.Message) { ErrorCode = error.Code });
        }

        if (root.TryGetProperty("usage", out JsonElement usage) && usage.ValueKind is JsonValueKind.Object) update.Contents.Add(new UsageContent(Usage(usage)));
        // The piece that only opens the answer is nothing yet: what breaks behind it may be tried again.
        return update.Contents.Count == 0 && update.FinishReason is null && !update.AdditionalProperties.ContainsKey(ResponseSignals.ReplacesText) ? null : update;
    }

    /// <summary>The error in an object, beside an answer or in its place; <see langword="null"/> when it has none.</summary>
    public ProviderError? Error(JsonElement root)
    {
        if (Choice(root) is not { } choice) return ProviderError.Find(root, options);
        // Beside an answer only what is called an error is one.
        JsonElement holder = IsError(root) ? root : choice;
        return IsError(holder) ? ProviderError.Find(holder, options) : null;
    }

    /// <summary>An update that tells only who answered and how.</summary>
    public ChatResponseUpdate Nothing() =>
        new() { Role = ChatRole.Assistant, ModelId = _model, ResponseId = _responseId, AdditionalProperties = new AdditionalPropertiesDictionary(signals) };

    /// <summary>What was held back at the end.</summary>
    public ChatResponseUpdate? Flush()
    {
        if (_thinking is null) return null;
        (string reasoning, string text) = _thinking.Flush();
        if (reasoning.Length + text.Length == 0) return null;
        var update = new ChatResponseUpdate { Role = ChatRole.Assistant };
        Add(update, reasoning, text);
        return update;
    }

    private static JsonElement? Choice(JsonElement root) =>
        root.TryGetProperty("choices", out JsonElement choices) && choices.ValueKind is JsonValueKind.Array && choices.GetArrayLength() > 0 &&
        choices[0].ValueKind is JsonValueKind.Object
            ? choices[0]
            : null;

    private static bool IsError(JsonElement holder) =>
        holder.TryGetProperty("error", out JsonElement error) && error.ValueKind is JsonValueKind.Object or JsonValueKind.String;

    private void ReadChoice(JsonElement choice, ChatResponseUpdate update)
    {
        AnyChoice = true;
        if (choice.TryGetProperty("delta", out JsonElement delta) && delta.ValueKind is JsonValueKind.Object)
            ReadMessage(delta, update);
        else if (choice.TryGetProperty("message", out JsonElement message) && message.ValueKind is JsonValueKind.Object)
            ReadWhole(message, update);
        else if (Text(choice, "text") is { } legacy)
            Push(update, legacy);

        if (Text(choice, "finish_reason") is not { Length: > 0 } reason || reason is "null") return;
        Finished = true;
        update.FinishReason = FinishReasonOf(reason);
        update.AdditionalProperties![ResponseSignals.RawFinishReason] = reason;
    }

    // A whole message behind the pieces of a stream stands in place of all that was shown.
    private void ReadWhole(JsonElement message, ChatResponseUpdate update)
    {
        if (AnyText && message.TryGetProperty("content", out JsonElement content) && content.ValueKind is JsonValueKind.String or JsonValueKind.Null)
        {
            update.AdditionalProperties![ResponseSignals.ReplacesText] = true;
            // What was held back of the pieces is replaced with them; the whole brings its own reasoning, which was told already.
            _thinking = null;
            update.Contents.Add(new TextContent(WithoutThinking(content.GetString() ?? "")));
            return;
        }

        ReadMessage(message, update);
    }

    private void ReadMessage(JsonElement message, ChatResponseUpdate update)
    {
        string? reasoning = Text(message, "reasoning_content") ?? Text(message, "reasoning") ?? Text(message, "thinking");
        if (!string.IsNullOrEmpty(reasoning)) update.Contents.Add(new TextReasoningContent(reasoning));
        if (Content(message) is { Length: > 0 } text) Push(update, text);
        if (Text(message, "refusal") is { Length: > 0 } refusal) update.Contents.Add(new ErrorContent(refusal) { ErrorCode = ResponseSignals.RefusalErrorCode });
    }

    private string WithoutThinking(string whole)
    {
        if (!options.SeparateThinking) return whole;
        var splitter = new ThinkingSplitter();
        return splitter.Push(whole).Text + splitter.Flush().Text;
    }

    private void Push(ChatResponseUpdate update, string text)
    {
        _streamedLength += text.Length;
        (string reasoning, string answer) = _thinking?.Push(text) ?? ("", text);
        Add(update, reasoning, answer);
    }

    private static void Add(ChatResponseUpdate update, string reasoning, string text)
    {
        if (reasoning.Length > 0) update.Contents.Add(new TextReasoningContent(reasoning));
        if (text.Length > 0) update.Contents.Add(new TextContent(text));
    }

    private static string? Content(JsonElement message)
    {
        if (!message.TryGetProperty("content", out JsonElement content)) return null;
        return content.ValueKind switch
        {
            JsonValueKind.String => content.GetString(),
            JsonValueKind.Array => string.Concat(content.EnumerateArray().Select(static part => part.ValueKind is JsonValueKind.Object ? Text(part, "text") : null)),
            _ => null,
        };
    }

    private static ChatFinishReason FinishReasonOf(string raw) => raw.ToUpperInvariant() switch
    {
        "STOP" or "EOS" or "END_TURN" => ChatFinishReason.Stop,
        "LENGTH" or "MAX_TOKENS" => ChatFinishReason.Length,
        "CONTENT_FILTER" => ChatFinishReason.ContentFilter,
        "TOOL_CALLS" or "FUNCTION_CALL" => ChatFinishReason.ToolCalls,
        _ => new ChatFinishReason(raw),
    };

    private static UsageDetails Usage(JsonElement usage) => new()
    {
        InputTokenCount = Number(usage, "prompt_tokens"),
        OutputTokenCount = Number(usage, "completion_tokens"),
        TotalTokenCount = Number(usage, "total_tokens"),
        ReasoningTokenCount = usage.TryGetProperty("completion_tokens_details", out JsonElement details) && details.ValueKind is JsonValueKind.Object
            ? Number(details, "reasoning_tokens")
            : null,
    };

    private static long? Number(JsonElement element, string name) =>
        element.TryGetProperty(name, out JsonElement value) && value.ValueKind is JsonValueKind.Number && value.TryGetInt64(out long number) ? number : null;

    private static string? Text(JsonElement element, string name) =>
        element.TryGetProperty(name, out JsonElement value) && value.ValueKind is JsonValueKind.String ? value.GetString() : null;
}
