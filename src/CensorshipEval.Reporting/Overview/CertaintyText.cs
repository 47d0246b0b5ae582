using CensorshipEval.Analysis;
using CensorshipEval.Reporting.Figures;

namespace CensorshipEval.Reporting.Overview;

/// <summary>How sure the figures are.</summary>
internal static class CertaintyText
{
    public static IReadOnlyList<string> Of(RunFigures figures)
    {
        var lines = new List<string>
        {
            $"The sample size is the number of families, and not of answers: {Shown.Counted(figures.Total?.Families ?? 0, "family", "families")} here. Intervals hold the rate of all questions like these in {100 * figures.Run.Analysis.Options.Confidence:0} of 100 such runs, and allow for questions of one family being answered alike.",
        };
        if (figures.Comparisons.Count > 0)
        {
            int shown = figures.Comparisons.Count(static comparison => comparison is { HolmPValue: < 0.05, Found.IsDescriptive: false });
            lines.Add($"{Shown.Counted(figures.Comparisons.Count, "comparison was", "comparisons were")} declared before the run, and p-values of models and languages are adjusted for all of them: {shown} of them {(shown == 1 ? "shows" : "show")} a difference.");
        }

        if (figures.Indices.Where(static index => index.Index is { IsDescriptive: false }).ToArray() is { Length: > 0 } indices)
        {
            double? least = indices.Max(static index => index.Index!.LeastDetectable);
            if (least is { } detectable) lines.Add($"A true index of {Math.Ceiling(100 * detectable - 1e-9):0} points or more would have been found with a probability of {100 * figures.Run.Analysis.Options.Power:0} %.");
        }

        lines.Add(Detector(figures));
        return lines;
    }

    private static string Detector(RunFigures figures)
    {
        string who = Shown.Listed([.. figures.Run.Analysis.Detectors.Select(Shown.Name)]);
        if (figures.Run.Findings.Annotations is not null) return $"Texts were judged by {who}; people's labels of a part of them correct the rates below.";
        return figures.Run.Findings.Corrected is { Count: > 0 }
            ? $"Texts were judged by {who}; rates corrected for its known errors stand in a table below. Blocks were told by the hosts themselves."
            : $"Texts were judged by {(who.Length == 0 ? "no detector" : who)}, whose errors are not in the intervals; blocks were told by the hosts themselves.";
    }
}
