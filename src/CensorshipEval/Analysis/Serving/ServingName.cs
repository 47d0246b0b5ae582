namespace CensorshipEval.Analysis;

/// <summary>A provider or fingerprint that came with answers.</summary>
public sealed record ServingName
{
    /// <summary>The name, fit for a terminal and at most 120 characters.</summary>
    public required string Name { get; init; }

    /// <summary>Trials with it.</summary>
    public required long Trials { get; init; }

    /// <summary>When the first of them was asked; <see langword="null"/> when none says.</summary>
    public DateTimeOffset? FirstAskedAt { get; init; }

    /// <summary>When the last of them was asked; <see langword="null"/> when none says.</summary>
    public DateTimeOffset? LastAskedAt { get; init; }
}
