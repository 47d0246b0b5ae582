using CensorshipEval.Analysis;

namespace CensorshipEval.Reporting;

/// <summary>How the run of an evidence bundle was analysed: the properties of <see cref="AnalysisOptions"/>, as far as they can be written down.</summary>
public sealed record EvidenceAnalysis
{
    /// <summary>Confidence level of the intervals.</summary>
    public required double Confidence { get; init; }

    /// <summary>Ids of the targets whose mean index was subtracted from everyone else's.</summary>
    public required IReadOnlyList<string> ReferencePanel { get; init; }

    /// <summary>Cells of fewer families are descriptions.</summary>
    public required int FewestFamilies { get; init; }

    /// <summary>The power for which the least detectable difference was told.</summary>
    public required double Power { get; init; }

    /// <summary>Replicates of a bootstrap.</summary>
    public required int BootstrapReplicates { get; init; }

    /// <summary>Seed of whatever was drawn.</summary>
    public required int Seed { get; init; }

    /// <summary>Whether the analysis was given the corpus, which tells where analogues are set.</summary>
    public required bool KnewCorpus { get; init; }

    /// <summary>Where the models come from as the analysis had it, by the name of the model.</summary>
    public required IReadOnlyDictionary<string, ModelProvenance> Models { get; init; }

    internal static EvidenceAnalysis Of(RunAnalysis analysis) => new()
    {
        Confidence = analysis.Options.Confidence, ReferencePanel = analysis.Options.ReferencePanel, FewestFamilies = analysis.Options.FewestFamilies,
        Power = analysis.Options.Power, BootstrapReplicates = analysis.Options.BootstrapReplicates, Seed = analysis.Options.Seed,
        KnewCorpus = analysis.Options.Corpus is not null,
        Models = new SortedDictionary<string, ModelProvenance>(analysis.Models.ToDictionary(StringComparer.Ordinal), StringComparer.Ordinal),
    };

    internal AnalysisOptions ToOptions(IPromptCorpus? corpus) => new()
    {
        Confidence = Confidence, ReferencePanel = ReferencePanel, FewestFamilies = FewestFamilies, Power = Power, BootstrapReplicates = BootstrapReplicates, Seed = Seed,
        Corpus = KnewCorpus ? corpus : null, Provenance = ModelProvenanceTable.OfModels(Models),
    };
}
