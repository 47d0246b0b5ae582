using CensorshipEval.Corpora;

namespace CensorshipEval.Samples.Audit;

/// <summary>The command line, read.</summary>
internal sealed record AuditOptions
{
    public string? Transcripts { get; init; }

    public string? Prompts { get; init; }

    public string? Corpus { get; init; }

    public required PromptSelection Selection { get; init; }

    /// <summary>The live models to ask; none by default.</summary>
    public required LiveOptions Live { get; init; }

    public int? Samples { get; init; }

    public int? Seed { get; init; }

    public int? Concurrency { get; init; }

    public string? Store { get; init; }

    public string? Resume { get; init; }

    public string? Json { get; init; }

    public string? Trials { get; init; }

    /// <summary>The policy that the run is held against; none by default.</summary>
    public string? Gate { get; init; }

    public bool Quiet { get; init; }

    /// <summary>Whether anything was said that shapes the plan, which a resumed run already has. Where the prompts are is no such thing.</summary>
    public bool ShapesPlan =>
        Live.Sentinels is not null || Samples is not null || Seed is not null || Selection.MaxPrompts is not null ||
        Selection.Jurisdictions.Count + Selection.Topics.Count + Selection.Languages.Count + Selection.Roles.Count > 0;
}
