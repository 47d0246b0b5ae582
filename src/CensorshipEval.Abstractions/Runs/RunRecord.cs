namespace CensorshipEval;

/// <summary>What a run is, fixed before its first call.</summary>
public sealed record RunRecord
{
    /// <summary>Unique within a store.</summary>
    public required string Id { get; init; }

    /// <summary>When it was created.</summary>
    public required DateTimeOffset CreatedAt { get; init; }

    /// <summary>The plan as JSON, as its author's library wrote it; opaque to a store.</summary>
    public required string Plan { get; init; }

    /// <summary>SHA-256 of the plan, lower-case hexadecimal; a run is only ever continued under the same plan.</summary>
    public required string PlanHash { get; init; }

    /// <summary>Who is asked.</summary>
    public required IReadOnlyList<Target> Targets { get; init; }

    /// <summary>What is asked.</summary>
    public required IReadOnlyList<Prompt> Prompts { get; init; }
}
