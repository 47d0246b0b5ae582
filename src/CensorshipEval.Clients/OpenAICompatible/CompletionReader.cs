using System.Text;
using System.Text.Json;
using Microsoft.Extensions.AI;

namespace CensorshipEval.Clients;

/// <summary>Reads the answers of the chat completions API, whole or as the pieces of a stream, and keeps every signal in them.</summary>
internal sealed class CompletionReader(CompletionResponse response, OpenAICompatibleOptions options, ApiKeySecret key)
{
    private readonly AnswerText _text = new(options.SeparateThinking, key);
    private readonly EventTemplate _template = new();
    private ChatResponseUpdate? _earlier;
    private bool _told;
    private bool _newsWaits;
    private string? _rawProvider;
    private string? _provider;
    private string? _rawFingerprint;
    private string? _fingerprint;
    private string? _rawModel;
    private string? _model;
    private string? _rawId;
    private string? _id;

    /// <summary>Whether a finish reason or an error has come.</summary>
    public bool Finished { get; private set; }

    /// <summary>Whether the beginnings of an answer have come, with or without text.</summary>
    public bool AnyChoice { get; private set; }

    /// <summary>Whether any text has come.</summary>
    public bool AnyText => _text.Any;

    /// <summary>What has to be told before the update that was read last; <see langword="null"/> mostly.</summary>
    public ChatResponseUpdate? TakeEarlier()
    {
        ChatResponseUpdate? earlier = _earlier;
        _earlier = null;
        return earlier;
    }

    /// <summary>Reads one object; a piece of a stream without anything to tell gives <see langword="null"/>.</summary>
    public ChatResponseUpdate? Read(JsonElement root)
    {
        Remember(root, "model", ref _rawModel, ref _model);
        Remember(root, "id", ref _rawId, ref _id);
        bool news = Remember(root, "provider", ref _rawProvider, ref _provider) | Remember(root, "system_fingerprint", ref _rawFingerprint, ref _fingerprint);
        ChatResponseUpdate update = New();
        if (Choice(root) is { } choice) ReadChoice(choice, update);
        if (Error(root) is { } error)
        {
            Finished = true;
            update.Contents.Add(new ErrorContent(error.Message) { ErrorCode = error.Code });
            update.AdditionalProperties ??= new AdditionalPropertiesDictionary(response.Signals);
        }

        if (root.TryGetProperty("usage", out JsonElement usage) && usage.ValueKind is JsonValueKind.Object) update.Contents.Add(new UsageContent(Usage(usage)));
        // The piece that only opens the answer is nothing yet: what breaks behind it may be tried again.
        if (update.Contents.Count == 0 && update.FinishReason is null && update.AdditionalProperties is null)
        {
            _newsWaits |= news;
            return null;
        }

        if (news || _newsWaits) TellServer(update.AdditionalProperties ??= []);
        return Told(update);
    }

    /// <summary>Reads an event that differs from the last one in its text alone; the same as <see cref="Read"/> would, and quicker.</summary>
    public bool TryReadNext(ReadOnlySpan<byte> json, out ChatResponseUpdate? update)
    {
        update = null;
        if (_newsWaits || !_template.TryRead(json, out string text)) return false;
        update = New();
        _text.AddAnswer(text, update.Contents);
        update = update.Contents.Count == 0 ? null : Told(update);
        return true;
    }

    /// <summary>Remembers an event that <see cref="Read"/> has read.</summary>
    public void Learn(ReadOnlySpan<byte> json)
    {
        // No text is expected behind the end.
        if (Finished) _template.Forget();
        else _template.Learn(json);
    }

    /// <summary>The error in an object, beside an answer or in its place; <see langword="null"/> when it has none.</summary>
    public ProviderError? Error(JsonElement root)
    {
        if (Choice(root) is not { } choice) return ProviderError.Find(root, response.Status, key);
        // Beside an answer only what is called an error is one.
        JsonElement holder = ProviderError.IsIn(root) ? root : choice;
        return ProviderError.IsIn(holder) ? ProviderError.Find(holder, response.Status, key) : null;
    }

    /// <summary>An update that tells only who answered and how.</summary>
    public ChatResponseUpdate Nothing()
    {
        ChatResponseUpdate update = New();
        if (_newsWaits) TellServer(update.AdditionalProperties ??= []);
        return Told(update);
    }

    /// <summary>What was held back at the end.</summary>
    public ChatResponseUpdate? Flush()
    {
        ChatResponseUpdate update = New();
        _text.Flush(update.Contents);
        return update.Contents.Count == 0 ? null : Told(update);
    }

    private void TellServer(AdditionalPropertiesDictionary properties)
    {
        _newsWaits = false;
        if (_provider is not null) properties[ResponseSignals.Provider] = _provider;
        if (_fingerprint is not null) properties[ResponseSignals.SystemFingerprint] = _fingerprint;
    }

    // Mostly one content: a list that grows would begin with four.
    private ChatResponseUpdate New() => new() { Contents = new List<AIContent>(1), Role = ChatRole.Assistant, ModelId = _model, ResponseId = _id };

    // What the head of the response told comes with the first update, and with errors; with every piece it would only cost.
    private ChatResponseUpdate Told(ChatResponseUpdate update)
    {
        if (_told) return update;
        _told = true;
        if (update.AdditionalProperties is null)
        {
            update.AdditionalProperties = new AdditionalPropertiesDictionary(response.Signals);
            return update;
        }

        foreach (KeyValuePair<string, object?> signal in response.Signals) update.AdditionalProperties.TryAdd(signal.Key, signal.Value);
        return update;
    }

    private static JsonElement? Choice(JsonElement root) =>
        root.TryGetProperty("choices", out JsonElement choices) && choices.ValueKind is JsonValueKind.Array && choices.GetArrayLength() > 0 &&
        choices[0].ValueKind is JsonValueKind.Object
            ? choices[0]
            : null;

    private void ReadChoice(JsonElement choice, ChatResponseUpdate update)
    {
        AnyChoice = true;
        if (choice.TryGetProperty("delta", out JsonElement delta) && delta.ValueKind is JsonValueKind.Object)
            ReadMessage(delta, update);
        else if (choice.TryGetProperty("message", out JsonElement message) && message.ValueKind is JsonValueKind.Object)
            ReadWhole(message, update);
        else if (Text(choice, "text") is { } legacy)
            _text.AddAnswer(legacy, update.Contents);

        if (Text(choice, "finish_reason") is not { Length: > 0 } sent || sent is "null") return;
        string reason = SurrogateHalves.Replace(key.FromAnswer(sent)!);
        Finished = true;
        update.FinishReason = FinishReasonOf(reason);
        (update.AdditionalProperties ??= [])[ResponseSignals.RawFinishReason] = reason;
    }

    // A whole message behind the pieces of a stream stands in place of all that was shown.
    private void ReadWhole(JsonElement message, ChatResponseUpdate update)
    {
        if (!AnyText || !message.TryGetProperty("content", out JsonElement content) || content.ValueKind is not (JsonValueKind.String or JsonValueKind.Null))
        {
            ReadMessage(message, update);
            return;
        }

        _earlier = Flush();
        (update.AdditionalProperties ??= [])[ResponseSignals.ReplacesText] = true;
        update.Contents.Add(new TextContent(_text.Replace(content.ValueKind is JsonValueKind.Null ? "" : JsonText.Of(content))));
    }

    private void ReadMessage(JsonElement message, ChatResponseUpdate update)
    {
        string? reasoning = Text(message, "reasoning_content") ?? Text(message, "reasoning") ?? Text(message, "thinking");
        if (!string.IsNullOrEmpty(reasoning)) _text.AddReasoning(reasoning, update.Contents);
        if (Content(message) is { Length: > 0 } text) _text.AddAnswer(text, update.Contents);
        if (Text(message, "refusal") is { Length: > 0 } refusal) _text.AddRefusal(refusal, update.Contents);
    }

    private static string? Content(JsonElement message)
    {
        if (!message.TryGetProperty("content", out JsonElement content)) return null;
        if (content.ValueKind is JsonValueKind.String) return JsonText.Of(content);
        if (content.ValueKind is not JsonValueKind.Array) return null;
        var parts = new StringBuilder();
        foreach (JsonElement part in content.EnumerateArray())
        {
            if (part.ValueKind is JsonValueKind.Object) parts.Append(Text(part, "text"));
        }

        return parts.ToString();
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

    // What cannot be is as if it had not been reported.
    private static long? Number(JsonElement element, string name) =>
        element.TryGetProperty(name, out JsonElement value) && value.ValueKind is JsonValueKind.Number && value.TryGetInt64(out long number)
            ? TokenCounts.Sensible(number)
            : null;

    private static string? Text(JsonElement element, string name) =>
        element.TryGetProperty(name, out JsonElement value) && value.ValueKind is JsonValueKind.String ? JsonText.Of(value) : null;

    // Every piece of a stream repeats these: the same text is not made again.
    private bool Remember(JsonElement root, string name, ref string? raw, ref string? clean)
    {
        if (!root.TryGetProperty(name, out JsonElement value) || value.ValueKind is not JsonValueKind.String || (raw is not null && value.ValueEquals(raw))) return false;
        string sent = JsonText.Of(value);
        if (sent.Length == 0 || sent == raw) return false;
        raw = sent;
        clean = SurrogateHalves.Replace(key.FromAnswer(sent)!);
        return true;
    }
}
