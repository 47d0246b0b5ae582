namespace CensorshipEval.Guard;

/// <summary>What a response says of its fallback: who refused, who answered in its place or why nobody did, and the verdicts on both.</summary>
public sealed record FallbackNotice
{
    /// <summary>What came of it.</summary>
    public required FallbackOutcome Outcome { get; init; }

    /// <summary>The first model; <see langword="null"/> where neither it nor the request tells its name.</summary>
    public string? FirstModel { get; init; }

    /// <summary>The verdict on the first model's answer: why a fallback was wanted.</summary>
    public required Verdict FirstVerdict { get; init; }

    /// <summary>Tokens that the first model used, as far as it told before it was left; <see langword="null"/> where it did not.</summary>
    public TokenUsage? FirstUsage { get; init; }

    /// <summary>What a fallback inside the first client says, where there is one that has something to say.</summary>
    public FallbackNotice? FirstFallback { get; init; }

    /// <summary>The model whose answer the response holds; <see langword="null"/> where it does not tell its name.</summary>
    public string? AnsweredBy { get; init; }

    /// <summary>The verdict on the other model's answer, which may be a refusal too; <see langword="null"/> where it was not asked, has not finished, or could not be judged.</summary>
    public Verdict? FallbackVerdict { get; init; }

    /// <summary>What a fallback inside the other client says, where there is one that has something to say.</summary>
    public FallbackNotice? OtherFallback { get; init; }
}
