namespace CensorshipEval.Reporting;

/// <summary>What an evidence bundle says of itself: the file <c>bundle.json</c>.</summary>
public sealed record EvidenceManifest
{
    /// <summary>The format that this version writes and reads.</summary>
    public const int CurrentFormatVersion = 1;

    /// <summary>The format of the bundle.</summary>
    public required int FormatVersion { get; init; }

    /// <summary>Id of the run.</summary>
    public required string RunId { get; init; }

    /// <summary>When the run was begun.</summary>
    public required DateTimeOffset CreatedAt { get; init; }

    /// <summary>SHA-256 of the plan as it stands in the bundle, lower-case hexadecimal.</summary>
    public required string PlanHash { get; init; }

    /// <summary>SHA-256 of the plan as the run had it: another than <see cref="PlanHash"/> where something was removed from a target or a prompt.</summary>
    public required string PlanHashAsRun { get; init; }

    /// <summary>Where the answers came from, such as <c>live</c>.</summary>
    public required string Source { get; init; }

    /// <summary>The corpus that was asked.</summary>
    public required CorpusInfo Corpus { get; init; }

    /// <summary>Whose verdicts and measurements the bundle holds.</summary>
    public required Judges Judges { get; init; }

    /// <summary>How it was analysed.</summary>
    public required EvidenceAnalysis Analysis { get; init; }

    /// <summary>Whether every planned exchange was obtained (<see cref="ReportedRun.IsComplete"/>); <see langword="null"/> where that cannot be known.</summary>
    public bool? IsComplete { get; init; }

    /// <summary>Name and version of the library that wrote the bundle.</summary>
    public required string Library { get; init; }

    /// <summary>The .NET runtime that it ran on.</summary>
    public required string Runtime { get; init; }

    /// <summary>How much the bundle holds.</summary>
    public required EvidenceCounts Counts { get; init; }

    /// <summary>What was left out, by field.</summary>
    public required IReadOnlyList<RemovedPart> Removed { get; init; }

    /// <summary>
    /// Trials, at most twenty, whose verdict is another once what looks like a key is masked; <see langword="null"/> where that was not looked at, since the detector
    /// that judged was not at hand.
    /// </summary>
    public IReadOnlyList<TrialKey>? VerdictsChangedByRemoval { get; init; }

    /// <summary>The files of the bundle, in their order, but for <c>bundle.json</c> and <c>SHA256SUMS</c>.</summary>
    public required IReadOnlyList<EvidenceFile> Files { get; init; }
}
