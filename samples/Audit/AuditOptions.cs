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

    /// <summary>Two stored runs to compare instead of asking, the earlier first; empty when none are.</summary>
    public IReadOnlyList<string> Compare { get; init; } = [];

    /// <summary>A file that says where models come from.</summary>
    public string? Provenance { get; init; }

    /// <summary>Targets whose mean index is subtracted from the others'.</summary>
    public IReadOnlyList<string> Panel { get; init; } = [];

    public string? Json { get; init; }

    public string? Trials { get; init; }

    /// <summary>The folder that reports are written to; none by default.</summary>
    public string? Report { get; init; }

    /// <summary>Runs before this one, for the trend in the report.</summary>
    public IReadOnlyList<string> Earlier { get; init; } = [];

    /// <summary>Where an evidence bundle is written.</summary>
    public string? Bundle { get; init; }

    /// <summary>An evidence bundle to judge again instead of asking.</summary>
    public string? Replay { get; init; }

    /// <summary>The folder of a result store that other tools read.</summary>
    public string? ResultStore { get; init; }

    /// <summary>Only say what would be asked and found.</summary>
    public bool Plan { get; init; }

    /// <summary>The policy that the run is held against; none by default.</summary>
    public string? Gate { get; init; }

    /// <summary>A report of the detector's errors, by which rates are corrected.</summary>
    public string? Accuracy { get; init; }

    /// <summary>Where a sample for people to label is written.</summary>
    public string? Annotate { get; init; }

    /// <summary>What people have labelled; empty for nothing.</summary>
    public IReadOnlyList<string> Annotations { get; init; } = [];

    public bool Quiet { get; init; }

    /// <summary>Whether anything was said that shapes the plan, which a resumed run already has. Where the prompts are is no such thing.</summary>
    public bool ShapesPlan =>
        Live.Sentinels is not null || Samples is not null || Seed is not null || Selection.MaxPrompts is not null ||
        Selection.Jurisdictions.Count + Selection.Topics.Count + Selection.Languages.Count + Selection.Roles.Count > 0;
}
