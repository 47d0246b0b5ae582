using CensorshipEval.Analysis;
using CensorshipEval.Running;

namespace CensorshipEval.Export;

/// <summary>What an analysis says of a run beyond its rates.</summary>
internal sealed record AnalysisDocument
{
    public required double Confidence { get; init; }

    public required IReadOnlyList<string> ReferencePanel { get; init; }

    /// <summary>Where the models come from, by name; nothing but <c>Unknown</c> where it is not known.</summary>
    public required IReadOnlyDictionary<string, ModelProvenance> Models { get; init; }

    /// <summary>Hard and soft rates per target and role.</summary>
    public required IReadOnlyList<RateSummary> Targets { get; init; }

    /// <summary>The censorship index per target; per target and jurisdiction; per target, jurisdiction and language; per target and topic.</summary>
    public required IReadOnlyList<CensorshipIndex> Indices { get; init; }

    public required IReadOnlyList<LanguageGap> LanguageGaps { get; init; }

    /// <summary>Content measures, length and reasoning, sensitive against analogue, per target.</summary>
    public required IReadOnlyList<CensorshipIndex> Contents { get; init; }

    /// <summary>What the plan declared, adjusted over all of it.</summary>
    public required IReadOnlyList<Comparison> Comparisons { get; init; }

    public static AnalysisDocument Of(RunAnalysis analysis, EvaluationPlan plan) => new()
    {
        Confidence = analysis.Options.Confidence,
        ReferencePanel = analysis.Options.ReferencePanel,
        Models = analysis.Models,
        Targets = analysis.Rates(GroupBy.Target | GroupBy.Role),
        Indices =
        [
            .. analysis.Indices(),
            .. analysis.Indices(GroupBy.Target | GroupBy.Jurisdiction),
            .. analysis.Indices(GroupBy.Target | GroupBy.Jurisdiction | GroupBy.Language),
            .. analysis.Indices(GroupBy.Target | GroupBy.Topic),
        ],
        LanguageGaps = analysis.LanguageGaps(),
        Contents = analysis.Contents(),
        Comparisons = analysis.Compare(plan.Comparisons),
    };
}
