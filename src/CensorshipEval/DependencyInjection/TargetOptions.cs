using CensorshipEval.Targets;

namespace CensorshipEval.DependencyInjection;

/// <summary>A live target as a configuration holds it. Holds no key: only the name under which the key is found.</summary>
public sealed class TargetOptions
{
    /// <summary>Id of the target, and key of its client among the services; by default the model and the host.</summary>
    public string? Id { get; set; }

    /// <summary>Base address up to the version, or the full address of the chat completions. Needed.</summary>
    public Uri? Endpoint { get; set; }

    /// <summary>The model's name as it is asked for. Needed.</summary>
    public string? Model { get; set; }

    /// <summary>Name under which the key stands in the app's configuration or environment; default none.</summary>
    public string? ApiKeyName { get; set; }

    /// <summary>Header for the key. Default <c>Authorization</c>, as a bearer token.</summary>
    public string ApiKeyHeader { get; set; } = "Authorization";

    /// <summary>System prompt; default none.</summary>
    public string? SystemPrompt { get; set; }

    /// <summary>Sampling temperature, 0 to 2; default the provider's.</summary>
    public float? Temperature { get; set; }

    /// <summary>Most tokens of an answer; default the provider's.</summary>
    public int? MaxOutputTokens { get; set; }

    /// <summary>Whether runs stream. Default yes: only a stream shows what was shown and then withdrawn.</summary>
    public bool Stream { get; set; } = true;

    /// <summary>Calls in flight, 1 to 10,000. Default 4.</summary>
    public int Concurrency { get; set; } = 4;

    /// <summary>Requests a minute to the host; default no limit.</summary>
    public double? RequestsPerMinute { get; set; }

    /// <summary>Tokens a minute to the host; default no limit.</summary>
    public double? TokensPerMinute { get; set; }

    /// <summary>Longest silence; default 60 s for streams and 120 s for whole answers.</summary>
    public TimeSpan? Timeout { get; set; }

    /// <summary>Price of a million tokens of requests; default not known.</summary>
    public decimal? InputPerMillion { get; set; }

    /// <summary>Price of a million tokens of answers; default not known.</summary>
    public decimal? OutputPerMillion { get; set; }

    internal string KeyOfClient => Id ?? (Endpoint is { IsAbsoluteUri: true } uri ? TargetConnection.IdFor(Model ?? "", uri) : Model ?? "");

    internal TargetConnection ToConnection() => new()
    {
        Target = new Target
        {
            Id = KeyOfClient,
            Model = Model ?? "",
            Endpoint = Endpoint,
            SystemPrompt = SystemPrompt,
            Sampling = new SamplingOptions { Temperature = Temperature, MaxOutputTokens = MaxOutputTokens },
        },
        ApiKeyEnv = ApiKeyName,
        ApiKeyHeader = ApiKeyHeader,
        Stream = Stream,
        Concurrency = Concurrency,
        RequestsPerMinute = RequestsPerMinute,
        TokensPerMinute = TokensPerMinute,
        Timeout = Timeout,
        Prices = InputPerMillion is null && OutputPerMillion is null ? null : new TokenPrices(InputPerMillion ?? 0, OutputPerMillion ?? 0),
    };
}
