using CensorshipEval.Analysis;
using CensorshipEval.Reporting.Figures;

namespace CensorshipEval.Reporting.Overview;

/// <summary>The first screen: what was asked, what came of it, what is notable, how sure that is, and what is not known. Sentences hold foreign names between marks: see <see cref="Sentence"/>.</summary>
internal sealed record RunOverview
{
    public required string Title { get; init; }

    /// <summary>Which models, and what they were asked, in a sentence or two.</summary>
    public required string Asked { get; init; }

    /// <summary>The headline of every model.</summary>
    public required IReadOnlyList<TargetHeadline> Targets { get; init; }

    /// <summary>What is notable, the weightiest first; at least one sentence.</summary>
    public required IReadOnlyList<string> Notable { get; init; }

    /// <summary>How sure all that is.</summary>
    public required IReadOnlyList<string> Certainty { get; init; }

    /// <summary>What is not known, and what the figures do not prove.</summary>
    public required IReadOnlyList<string> Unknown { get; init; }

    public static RunOverview Of(RunFigures figures, ReportOptions options)
    {
        IReadOnlyList<TargetHeadline> targets = TargetHeadline.Of(figures);
        return new RunOverview
        {
            // Nobody else's title has our marks.
            Title = options.Title is { } title ? VisibleText.Of(title) : $"What {TargetList(figures.Run)}",
            Asked = AskedText.Of(figures),
            Targets = targets,
            Notable = NotableFindings.Of(figures, targets),
            Certainty = CertaintyText.Of(figures),
            Unknown = UnknownText.Of(figures),
        };
    }

    private static string TargetList(ReportedRun run)
    {
        const int most = 3;
        IReadOnlyList<Target> targets = run.Plan.Targets;
        string who = targets.Count <= most ? Shown.Listed([.. targets.Select(static target => Shown.Name(target.Id))]) : Shown.Counted(targets.Count, "model");
        return targets.Count == 1 ? $"{who} answers and what it refuses" : $"{who} answer and what they refuse";
    }
}
