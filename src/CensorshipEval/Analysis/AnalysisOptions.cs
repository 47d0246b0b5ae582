namespace CensorshipEval.Analysis;

/// <summary>How a run is analysed.</summary>
public sealed record AnalysisOptions
{
    /// <summary>Confidence level of every interval, above 0 and below 1. Default 0.95.</summary>
    public double Confidence { get; init; } = 0.95;

    /// <summary>
    /// The corpus of the run: it knows where analogues are set, so that one from a model's own country can be left out of its index. Default
    /// <see langword="null"/>: nothing is left out.
    /// </summary>
    public IPromptCorpus? Corpus { get; init; }

    /// <summary>Where models come from. Default <see cref="ModelProvenanceTable.BuiltIn"/>.</summary>
    public ModelProvenanceTable Provenance { get; init; } = ModelProvenanceTable.BuiltIn;

    /// <summary>Ids of the targets whose mean index is subtracted from everyone else's. Default none.</summary>
    public IReadOnlyList<string> ReferencePanel { get; init; } = [];

    /// <summary>Cells of fewer families are labelled as descriptions, which prove nothing. Default 20.</summary>
    public int FewestFamilies { get; init; } = 20;

    /// <summary>The power for which the least detectable difference is told. Default 0.8.</summary>
    public double Power { get; init; } = 0.8;

    /// <summary>Replicates of a bootstrap, 100 to 1,000,000. Default 2,000.</summary>
    public int BootstrapReplicates { get; init; } = 2_000;

    /// <summary>Seed of whatever is drawn: bootstraps and permutations. Default 1.</summary>
    public int Seed { get; init; } = 1;
}
