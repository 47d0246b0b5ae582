namespace CensorshipEval.Analysis;

/// <summary>A name under which answers came.</summary>
public sealed record AnsweringModel
{
    /// <summary>The name, fit for a terminal and at most 120 characters.</summary>
    public required string Name { get; init; }

    /// <summary>How it stands to the name that was asked for.</summary>
    public required ModelNameMatch Match { get; init; }

    /// <summary>Trials that it answered.</summary>
    public required long Trials { get; init; }

    /// <summary>When the first of them was asked; <see langword="null"/> when none says.</summary>
    public DateTimeOffset? FirstAskedAt { get; init; }

    /// <summary>When the last of them was asked; <see langword="null"/> when none says.</summary>
    public DateTimeOffset? LastAskedAt { get; init; }
}
