namespace CensorshipEval.Clients;

/// <summary>What a provider allows.</summary>
public sealed record ProviderRateLimitOptions
{
    /// <summary>Requests a minute, above 0; <see langword="null"/> for no limit. Default none.</summary>
    public double? RequestsPerMinute { get; init; }

    /// <summary>Tokens a minute, request and answer together, above 0; <see langword="null"/> for no limit. Default none.</summary>
    public double? TokensPerMinute { get; init; }

    /// <summary>Tokens reserved for a call before its use is known. Default 1,000. Afterwards the reported use takes their place.</summary>
    public int ExpectedTokensPerCall { get; init; } = 1_000;

    /// <summary>How much of the full rate comes back per minute without a 429, 0 to 1. Default 0.1. A 429 halves the rate, at most every 10 s.</summary>
    public double RecoveryPerMinute { get; init; } = 0.1;
}
