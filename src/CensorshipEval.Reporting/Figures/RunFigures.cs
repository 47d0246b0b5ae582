using CensorshipEval.Analysis;

namespace CensorshipEval.Reporting.Figures;

/// <summary>What the analysis says of a run, asked for once and shown by every report.</summary>
internal sealed class RunFigures
{
    private RunFigures(ReportedRun run)
    {
        EarlierRun.Check(run);
        RunAnalysis analysis = run.Analysis;
        Run = run;
        Total = analysis.Rate();
        ByRole = analysis.Rates(GroupBy.Target | GroupBy.Role);
        Cells = analysis.Rates(GroupBy.Target | GroupBy.Jurisdiction | GroupBy.Language | GroupBy.Role);
        Topics = analysis.Rates(GroupBy.Target | GroupBy.Topic | GroupBy.Language | GroupBy.Role);
        Indices = analysis.Indices();
        IndicesByLanguage = analysis.Indices(GroupBy.Target | GroupBy.Language);
        IndicesByJurisdiction = analysis.Indices(GroupBy.Target | GroupBy.Jurisdiction);
        IndicesByJurisdictionAndLanguage = analysis.Indices(GroupBy.Target | GroupBy.Jurisdiction | GroupBy.Language);
        IndicesByTopic = analysis.Indices(GroupBy.Target | GroupBy.Topic);
        IndicesByTopicAndLanguage = analysis.Indices(GroupBy.Target | GroupBy.Topic | GroupBy.Language);
        Contents = analysis.Contents();
        ContentsByLanguage = analysis.Contents(GroupBy.Target | GroupBy.Language);
        LanguageGaps = analysis.LanguageGaps();
        Comparisons = analysis.Compare();
        Changes = run.Earlier.Count == 0 ? [] : analysis.ChangesSince(run.Earlier[^1].Analysis);
    }

    public ReportedRun Run { get; }

    /// <summary>All trials; <see langword="null"/> where there are none.</summary>
    public RateSummary? Total { get; }

    /// <summary>Rates per target and role.</summary>
    public IReadOnlyList<RateSummary> ByRole { get; }

    /// <summary>Rates per target, jurisdiction, language and role.</summary>
    public IReadOnlyList<RateSummary> Cells { get; }

    /// <summary>Rates per target, topic, language and role.</summary>
    public IReadOnlyList<RateSummary> Topics { get; }

    /// <summary>The censorship index per target.</summary>
    public IReadOnlyList<CensorshipIndex> Indices { get; }

    public IReadOnlyList<CensorshipIndex> IndicesByLanguage { get; }

    public IReadOnlyList<CensorshipIndex> IndicesByJurisdiction { get; }

    public IReadOnlyList<CensorshipIndex> IndicesByJurisdictionAndLanguage { get; }

    public IReadOnlyList<CensorshipIndex> IndicesByTopic { get; }

    public IReadOnlyList<CensorshipIndex> IndicesByTopicAndLanguage { get; }

    /// <summary>Content measures, length and reasoning per target.</summary>
    public IReadOnlyList<CensorshipIndex> Contents { get; }

    public IReadOnlyList<CensorshipIndex> ContentsByLanguage { get; }

    public IReadOnlyList<LanguageGap> LanguageGaps { get; }

    /// <summary>What the plan declared, adjusted over all of it.</summary>
    public IReadOnlyList<Comparison> Comparisons { get; }

    /// <summary>What changed since the latest earlier run; empty without one.</summary>
    public IReadOnlyList<RunChange> Changes { get; }

    public static RunFigures Of(ReportedRun run) => new(run);
}
