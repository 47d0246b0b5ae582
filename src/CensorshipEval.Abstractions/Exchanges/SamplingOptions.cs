namespace CensorshipEval;

/// <summary>How answers are drawn. Whatever is <see langword="null"/> is not sent, so that the provider's own default holds.</summary>
public sealed record SamplingOptions
{
    /// <summary>The provider's defaults throughout: what its users get.</summary>
    public static SamplingOptions ProviderDefault { get; } = new();

    /// <summary>Sampling temperature.</summary>
    public float? Temperature { get; init; }

    /// <summary>Nucleus sampling mass, 0 to 1.</summary>
    public float? TopP { get; init; }

    /// <summary>Most tokens to generate.</summary>
    public int? MaxOutputTokens { get; init; }
}
