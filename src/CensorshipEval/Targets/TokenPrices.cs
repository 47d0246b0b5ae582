namespace CensorshipEval.Targets;

/// <summary>What a provider charges, per million tokens, in the currency of the whole run.</summary>
/// <param name="InputPerMillion">Price of a million tokens of requests; at least 0.</param>
/// <param name="OutputPerMillion">Price of a million tokens of answers, reasoning included; at least 0.</param>
public sealed record TokenPrices(decimal InputPerMillion, decimal OutputPerMillion)
{
    /// <summary>The price of so many tokens.</summary>
    public decimal Of(long inputTokens, long outputTokens) => ((inputTokens * InputPerMillion) + (outputTokens * OutputPerMillion)) / 1_000_000m;
}
