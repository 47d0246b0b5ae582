using System.Security.Cryptography;
using System.Text.Json;
using System.Text.Json.Serialization;
using Microsoft.Extensions.AI;

namespace CensorshipEval.Testing;

/// <summary>A request as far as it decides what is answered: messages, and the options that matter.</summary>
internal sealed record CassetteRequest
{
    private const string Ours = "censorshipeval.";
    private const int KeyLength = 16;

    public string? Model { get; init; }

    public required bool Stream { get; init; }

    /// <summary>Options by name, those that are set.</summary>
    public SortedDictionary<string, JsonElement> Options { get; init; } = new(StringComparer.Ordinal);

    public required IReadOnlyList<CassetteMessage> Messages { get; init; }

    [JsonIgnore]
    public string LastText => Messages.Count == 0 ? "" : Messages[^1].Text ?? "";

    public static CassetteRequest Of(IReadOnlyList<ChatMessage> messages, ChatOptions? options, string? model, bool stream, SecretScrubber secrets)
    {
        var request = new CassetteRequest
        {
            Model = options?.ModelId ?? model, Stream = stream, Messages = [.. messages.Select(message => CassetteMessage.Of(message, secrets))],
        };
        if (options is null) return request;
        CassetteJsonContext json = CassetteJsonContext.Readable;
        Add("temperature", options.Temperature is { } temperature ? JsonSerializer.SerializeToElement(temperature, json.Single) : null);
        Add("topP", options.TopP is { } topP ? JsonSerializer.SerializeToElement(topP, json.Single) : null);
        Add("topK", options.TopK is { } topK ? JsonSerializer.SerializeToElement(topK, json.Int32) : null);
        Add("maxOutputTokens", options.MaxOutputTokens is { } most ? JsonSerializer.SerializeToElement(most, json.Int32) : null);
        Add("frequencyPenalty", options.FrequencyPenalty is { } frequency ? JsonSerializer.SerializeToElement(frequency, json.Single) : null);
        Add("presencePenalty", options.PresencePenalty is { } presence ? JsonSerializer.SerializeToElement(presence, json.Single) : null);
        Add("seed", options.Seed is { } seed ? JsonSerializer.SerializeToElement(seed, json.Int64) : null);
        Add("instructions", options.Instructions is { } instructions ? Text(instructions) : null);
        Add("stop", options.StopSequences is { Count: > 0 } stop ? JsonSerializer.SerializeToElement([.. stop], json.StringArray) : null);
        Add("format", options.ResponseFormat is { } format ? JsonSerializer.SerializeToElement(format, AIJsonUtilities.DefaultOptions.GetTypeInfo(typeof(ChatResponseFormat))) : null);
        Add("tools", options.Tools is { Count: > 0 } tools ? JsonSerializer.SerializeToElement([.. tools.Select(static tool => tool.Name)], json.StringArray) : null);
        foreach ((string name, object? value) in options.AdditionalProperties ?? [])
        {
            // Notes between the packages of this family are never sent.
            if (name.StartsWith(Ours, StringComparison.Ordinal)) continue;
            JsonElement? told = value switch
            {
                string text => Text(text),
                bool flag => JsonSerializer.SerializeToElement(flag, json.Boolean),
                int number => JsonSerializer.SerializeToElement(number, json.Int32),
                long number => JsonSerializer.SerializeToElement(number, json.Int64),
                float number => JsonSerializer.SerializeToElement(number, json.Single),
                double number => JsonSerializer.SerializeToElement(number, json.Double),
                JsonElement element => Text(element.GetRawText()),
                _ => null,
            };
            Add(name, told);
        }

        return request;

        void Add(string name, JsonElement? value)
        {
            if (value is { } told) request.Options[name] = told;
        }

        JsonElement Text(string text) => JsonSerializer.SerializeToElement(secrets.Clean(text), json.String);
    }

    /// <summary>The first half of the SHA-256 of the request as JSON, in lower-case hexadecimal.</summary>
    public string ComputeKey()
    {
        byte[] json = JsonSerializer.SerializeToUtf8Bytes(this, CassetteJsonContext.Readable.CassetteRequest);
        return Convert.ToHexStringLower(SHA256.HashData(json).AsSpan(0, KeyLength));
    }

    /// <summary>What tells this request from another with the same last message; <see langword="null"/> where the messages differ, too.</summary>
    public string? DifferenceFrom(CassetteRequest other)
    {
        if (LastText.Length == 0 || LastText != other.LastText) return null;
        var differences = new List<string>();
        if (Model != other.Model) differences.Add($"of model {other.Model ?? "not named"}");
        if (Stream != other.Stream) differences.Add(other.Stream ? "streamed" : "not streamed");
        if (Messages.Count != other.Messages.Count || !Messages.SkipLast(1).SequenceEqual(other.Messages.SkipLast(1))) differences.Add("behind other messages");
        foreach (string name in Options.Keys.Union(other.Options.Keys, StringComparer.Ordinal))
        {
            string? own = Options.TryGetValue(name, out JsonElement value) ? value.ToString() : null, theirs = other.Options.TryGetValue(name, out value) ? value.ToString() : null;
            if (own != theirs) differences.Add($"with {name} {theirs ?? "not set"}");
        }

        return differences.Count == 0 ? null : string.Join(", ", differences);
    }
}

/// <summary>One message of a request.</summary>
internal sealed record CassetteMessage
{
    public required string Role { get; init; }

    public string? Text { get; init; }

    /// <summary>What is no text, as JSON: by its hash, where it is long.</summary>
    public string? Other { get; init; }

    public static CassetteMessage Of(ChatMessage message, SecretScrubber secrets)
    {
        AIContent[] others = [.. message.Contents.Where(static content => content is not TextContent)];
        byte[] json = others.Length == 0 ? [] : JsonSerializer.SerializeToUtf8Bytes(others, AIJsonUtilities.DefaultOptions.GetTypeInfo(typeof(AIContent[])));
        return new CassetteMessage { Role = message.Role.Value, Text = secrets.Clean(message.Text), Other = others.Length == 0 ? null : $"sha256:{Convert.ToHexStringLower(SHA256.HashData(json))}" };
    }
}
