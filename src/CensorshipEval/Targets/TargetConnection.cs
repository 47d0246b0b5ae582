namespace CensorshipEval.Targets;

/// <summary>A live target and how it is reached. Holds no secret: only the name under which the key is found.</summary>
public sealed record TargetConnection
{
    /// <summary>The target as the run records it; its <see cref="Target.Endpoint"/> is set.</summary>
    public required Target Target { get; init; }

    /// <summary>Environment variable, or name in a configuration, that holds the key; <see langword="null"/> for endpoints without one.</summary>
    public string? ApiKeyEnv { get; init; }

    /// <summary>Header for the key. Default <c>Authorization</c>, as a bearer token; Azure OpenAI's is <c>api-key</c>.</summary>
    public string ApiKeyHeader { get; init; } = "Authorization";

    /// <summary>Whether to stream. Default yes: only a stream shows what was shown and then withdrawn.</summary>
    public bool Stream { get; init; } = true;

    /// <summary>Calls in flight, 1 to 10,000. Default 4.</summary>
    public int Concurrency { get; init; } = 4;

    /// <summary>Requests a minute to the host; <see langword="null"/> for no limit. The lowest of all targets of a host holds for the host.</summary>
    public double? RequestsPerMinute { get; init; }

    /// <summary>Tokens a minute to the host, requests and answers together; <see langword="null"/> for no limit. The lowest of all targets of a host holds for the host.</summary>
    public double? TokensPerMinute { get; init; }

    /// <summary>Longest silence: to the first piece of a stream, between two, or to the end of a whole answer. Default 60 s for streams and 120 s for whole answers.</summary>
    public TimeSpan? Timeout { get; init; }

    /// <summary>Name of the request's field for the most output tokens. Default <c>max_tokens</c>; newer OpenAI models want <c>max_completion_tokens</c>.</summary>
    public string MaxTokensField { get; init; } = "max_tokens";

    /// <summary>Whether a streamed request asks for the tokens used. Default yes; a few servers refuse the field.</summary>
    public bool AskForUsage { get; init; } = true;

    /// <summary>What the tokens cost; <see langword="null"/> when not known.</summary>
    public TokenPrices? Prices { get; init; }

    /// <summary>Where a target's id is not given: the model and the host.</summary>
    public static string IdFor(string model, Uri endpoint)
    {
        ArgumentNullException.ThrowIfNull(endpoint);
        return $"{model}@{(endpoint.IsDefaultPort ? endpoint.Host : endpoint.Authority)}";
    }
}
