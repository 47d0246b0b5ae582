using System.Buffers;
using System.Text.Json;
using Microsoft.Extensions.AI;

namespace CensorshipEval.Clients;

/// <summary>Writes the request of the chat completions API.</summary>
internal static class CompletionRequest
{
    public static ReadOnlyMemory<byte> Write(IEnumerable<ChatMessage> messages, ChatOptions? options, OpenAICompatibleOptions endpoint, bool stream)
    {
        var buffer = new ArrayBufferWriter<byte>(1_024);
        using var writer = new Utf8JsonWriter(buffer);
        writer.WriteStartObject();
        writer.WriteString("model", options?.ModelId ?? endpoint.Model);
        writer.WriteStartArray("messages");
        foreach (ChatMessage message in messages)
        {
            writer.WriteStartObject();
            writer.WriteString("role", message.Role.Value);
            writer.WriteString("content", message.Text);
            writer.WriteEndObject();
        }

        writer.WriteEndArray();
        if (stream)
        {
            writer.WriteBoolean("stream", true);
            if (endpoint.AskForUsage)
            {
                writer.WriteStartObject("stream_options");
                writer.WriteBoolean("include_usage", true);
                writer.WriteEndObject();
            }
        }

        if (options?.Temperature is { } temperature) writer.WriteNumber("temperature", temperature);
        if (options?.TopP is { } topP) writer.WriteNumber("top_p", topP);
        if (options?.MaxOutputTokens is { } tokens) writer.WriteNumber(endpoint.MaxTokensField, tokens);
        if (options?.Seed is { } seed) writer.WriteNumber("seed", seed);
        if (options?.FrequencyPenalty is { } frequency) writer.WriteNumber("frequency_penalty", frequency);
        if (options?.PresencePenalty is { } presence) writer.WriteNumber("presence_penalty", presence);
        if (options?.StopSequences is { Count: > 0 } stops)
        {
            writer.WriteStartArray("stop");
            foreach (string stop in stops) writer.WriteStringValue(stop);
            writer.WriteEndArray();
        }

        ForbidFallbacks(writer, endpoint);
        writer.WriteEndObject();
        writer.Flush();
        return buffer.WrittenMemory;
    }

    // A gateway that falls back to another model or host would measure that one instead.
    private static void ForbidFallbacks(Utf8JsonWriter writer, OpenAICompatibleOptions endpoint)
    {
        switch (endpoint.Gateway)
        {
            case ModelGateway.OpenRouter:
            case ModelGateway.Detect when IsOpenRouter(endpoint.Endpoint):
                writer.WriteStartObject("provider");
                writer.WriteBoolean("allow_fallbacks", false);
                writer.WriteEndObject();
                break;
            case ModelGateway.LiteLLM:
                writer.WriteBoolean("disable_fallbacks", true);
                break;
        }
    }

    private static bool IsOpenRouter(Uri endpoint) =>
        endpoint.Host.Equals("openrouter.ai", StringComparison.OrdinalIgnoreCase) || endpoint.Host.EndsWith(".openrouter.ai", StringComparison.OrdinalIgnoreCase);
}
