namespace CensorshipEval.Clients;

/// <summary>Where and how an OpenAI-compatible endpoint is called.</summary>
public sealed record OpenAICompatibleOptions
{
    /// <summary>
    /// Base address up to the version (<c>https://api.example.com/v1</c>), or the full address of the chat completions
    /// (anything whose path ends in <c>/chat/completions</c>, with its query: Azure OpenAI's deployments).
    /// </summary>
    public required Uri Endpoint { get; init; }

    /// <summary>Model asked for when a call names none.</summary>
    public required string Model { get; init; }

    /// <summary>The key; <see langword="null"/> for endpoints without one. It is sent in a header and appears nowhere else.</summary>
    public string? ApiKey { get; init; }

    /// <summary>Header for the key. Default <c>Authorization</c>, as a bearer token; Azure OpenAI's is <c>api-key</c>.</summary>
    public string ApiKeyHeader { get; init; } = "Authorization";

    /// <summary>Name of the request's field for the most output tokens. Default <c>max_tokens</c>; newer OpenAI models want <c>max_completion_tokens</c>.</summary>
    public string MaxTokensField { get; init; } = "max_tokens";

    /// <summary>Whether a streamed request asks for usage (<c>stream_options</c>). Default yes; a few servers refuse the field.</summary>
    public bool AskForUsage { get; init; } = true;

    /// <summary>Whether text between <c>&lt;think&gt;</c> and <c>&lt;/think&gt;</c> at the beginning of an answer is its reasoning. Default yes.</summary>
    public bool SeparateThinking { get; init; } = true;

    /// <summary>Largest answer that is read, in bytes. Default 64 MiB.</summary>
    public long MaxAnswerBytes { get; init; } = 64L << 20;

    /// <summary>The options without the key.</summary>
    public override string ToString() => $"{Model} at {Address}";

    /// <summary>The address without what may hold a secret: user, query and fragment.</summary>
    internal string Address => Endpoint.GetComponents(UriComponents.SchemeAndServer | UriComponents.Path, UriFormat.UriEscaped);

    /// <summary>A provider's words without the key: some quote the key that they refuse.</summary>
    internal string Redact(string text) => ApiKey is { Length: > 0 } key ? text.Replace(key, "[key]", StringComparison.Ordinal) : text;
}
