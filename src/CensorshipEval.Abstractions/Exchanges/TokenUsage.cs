namespace CensorshipEval;

/// <summary>Tokens as the provider reported them; <see langword="null"/> where it did not.</summary>
public sealed record TokenUsage
{
    /// <summary>Tokens of the request.</summary>
    public long? InputTokens { get; init; }

    /// <summary>Tokens of the answer, reasoning included where the provider counts it so.</summary>
    public long? OutputTokens { get; init; }

    /// <summary>Tokens of the reasoning.</summary>
    public long? ReasoningTokens { get; init; }
}
