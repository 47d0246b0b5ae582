namespace CensorshipEval;

/// <summary>Why a family's sensitive prompt is sensitive, and to whom.</summary>
public sealed record Sensitivity
{
    /// <summary>The reason, neutrally put, in English.</summary>
    public required string Why { get; init; }

    /// <summary>The authority that finds it sensitive.</summary>
    public required string ToWhom { get; init; }
}
