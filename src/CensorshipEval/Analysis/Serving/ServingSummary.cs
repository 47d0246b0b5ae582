namespace CensorshipEval.Analysis;

/// <summary>Who and what answered for one target, as far as it shows, and what of it gives cause to doubt that it was the model alone.</summary>
public sealed record ServingSummary
{
    /// <summary>The target.</summary>
    public required string TargetId { get; init; }

    /// <summary>The model as it was asked for.</summary>
    public required string Model { get; init; }

    /// <summary>All trials.</summary>
    public required long Trials { get; init; }

    /// <summary>Trials of which something came back: all but failures of transport.</summary>
    public required long Returned { get; init; }

    /// <summary>Of <see cref="Returned"/>, those that do not tell which model answered.</summary>
    public required long ModelNotTold { get; init; }

    /// <summary>Names under which answers came, the most frequent first; of more than 64, the first 64 in ordinal order.</summary>
    public required IReadOnlyList<AnsweringModel> Models { get; init; }

    /// <summary>Trials whose name is another model's than the one asked for, the names beyond 64 included.</summary>
    public required long OtherModel { get; init; }

    /// <summary>Providers that a router told of, the most frequent first; at most 64.</summary>
    public required IReadOnlyList<ServingName> Providers { get; init; }

    /// <summary>Fingerprints of the system that made the answers, the most frequent first; at most 64.</summary>
    public required IReadOnlyList<ServingName> Fingerprints { get; init; }

    /// <summary>Trials with which a gateway told of at least one fallback.</summary>
    public required long FallbacksTold { get; init; }

    /// <summary>Empty answers, and whether they come with load.</summary>
    public required EmptyAnswers EmptyAnswers { get; init; }

    /// <summary>Texts that came to different questions, the most frequent first; at most 10.</summary>
    public required IReadOnlyList<RepeatedText> RepeatedTexts { get; init; }

    /// <summary>Whether there were too many different texts to follow all: a text may have come more often than is said here, or unnoticed.</summary>
    public required bool RepeatedTextsIncomplete { get; init; }

    /// <summary>What was tested on the repeats of sentinels, one entry per aspect.</summary>
    public required IReadOnlyList<SentinelDrift> Drift { get; init; }

    /// <summary>What was noticed, warnings first.</summary>
    public required IReadOnlyList<ServingFinding> Findings { get; init; }
}
