namespace CensorshipEval.Clients;

/// <summary>What a provider allows.</summary>
public sealed record ProviderRateLimitOptions
{
    /// <summary>Requests a minute, above 0; <see langword="null"/> (the default) for no limit until the provider says that calls come too fast.</summary>
    public double? RequestsPerMinute { get; init; }

    /// <summary>Tokens a minute, request and answer together, above 0; <see langword="null"/> for no limit. Default none.</summary>
    public double? TokensPerMinute { get; init; }

    /// <summary>Tokens reserved for a call before its use is known, 0 or more. Default 1,000. Afterwards the reported use takes their place.</summary>
    public int ExpectedTokensPerCall { get; init; } = 1_000;

    /// <summary>How much of the full rate comes back per minute without a 429, 0 to 1. Default 0.1. A 429 halves the rate, at most every 10 s.</summary>
    public double RecoveryPerMinute { get; init; } = 0.1;

    /// <summary>Longest time for which one <c>Retry-After</c> holds all calls back, 0 to 1 hour. Default 60 s.</summary>
    public TimeSpan LongestHold { get; init; } = TimeSpan.FromSeconds(60);

    /// <summary>What is wrong with these options, all of it: which one, what was found, what was expected. Empty when nothing is.</summary>
    public IReadOnlyList<string> Validate()
    {
        var errors = new OptionErrors(nameof(ProviderRateLimitOptions));
        errors.Check(IsRate(RequestsPerMinute), nameof(RequestsPerMinute), RequestsPerMinute, "above 0, or null for no limit");
        errors.Check(IsRate(TokensPerMinute), nameof(TokensPerMinute), TokensPerMinute, "above 0, or null for no limit");
        errors.Check(ExpectedTokensPerCall >= 0, nameof(ExpectedTokensPerCall), ExpectedTokensPerCall, "0 or more tokens");
        errors.Check(RecoveryPerMinute is >= 0 and <= 1, nameof(RecoveryPerMinute), RecoveryPerMinute, "0 to 1");
        errors.Check(LongestHold >= TimeSpan.Zero && LongestHold <= TimeSpan.FromHours(1), nameof(LongestHold), LongestHold, "0 to 1 hour");
        return errors.All;
    }

    private static bool IsRate(double? perMinute) => perMinute is null || (perMinute > 0 && double.IsFinite(perMinute.Value));
}
