using CensorshipEval.Analysis;
using CensorshipEval.Reporting.Figures;

namespace CensorshipEval.Reporting.Overview;

/// <summary>How sure the figures are.</summary>
internal static class CertaintyText
{
    public static IReadOnlyList<string> Of(RunFigures figures)
    {
        AnswerSource source = AnswerSources.Of(figures.Run.Plan);
        var lines = new List<string>
        {
            $"The sample size is the number of families, and not of answers: each figure tells its own, and an index rests on those alone that have a sensitive question and an analogue. Intervals hold the rate of all questions like these in {100 * figures.Run.Analysis.Options.Confidence:0} of 100 such runs, and allow for questions of one family being answered alike.",
        };
        if (figures.Comparisons.Count > 0) lines.Add(Comparisons(figures.Comparisons, source));
        double[] detectable = [.. figures.Indices.Where(static index => index.Index is { IsDescriptive: false }).Select(static index => index.Index!.LeastDetectable).OfType<double>()];
        if (detectable.Length > 0)
            lines.Add($"A true index of {Shown.Detectable(detectable.Max())} points or more would have been found with a probability of {100 * figures.Run.Analysis.Options.Power:0} %{(detectable.Length > 1 ? " for every model" : "")}, before an adjustment for several comparisons.");

        lines.Add(Detector(figures));
        lines.Add(Blocks(source));
        return lines;
    }

    private static string Comparisons(IReadOnlyList<Comparison> comparisons, AnswerSource source)
    {
        int shown = comparisons.Count(static comparison => Shows.Difference(comparison.Found, comparison.HolmPValue));
        string when = source is AnswerSource.Recordings ? "were taken by a fixed rule, without regard to what they show (the answers were there before)" : "were declared before the run";
        if (comparisons.Count == 1)
        {
            string which = source is AnswerSource.Recordings ? "was taken by a fixed rule, without regard to what it shows (the answers were there before)" : "was declared before the run";
            return $"One comparison of models or languages {which}: it {(comparisons[0].Found is null ? "could not be made" : shown == 1 ? "shows a difference" : "does not show a difference")}.";
        }

        string many = shown == 0 ? "none of them shows" : shown == 1 ? "one of them shows" : $"{Shown.Count(shown)} of them show";
        return $"{Shown.Count(comparisons.Count)} comparisons of models and languages {when}, and their p-values are adjusted for all of them: {many} a difference.";
    }

    private static string Detector(RunFigures figures)
    {
        if (figures.Run.Analysis.Detectors.Count == 0 || figures.Total is not { } total || total.Missing == total.Trials) return "No text was judged.";
        string who = Shown.Listed([.. figures.Run.Analysis.Detectors.Select(Shown.Name)]);
        if (figures.Run.Findings.Annotations is not null) return $"Texts were judged by {who}; people's labels of a part of them correct the rates below.";
        return figures.Run.Findings.Corrected is { Count: > 0 }
            ? $"Texts were judged by {who}; rates corrected for its known errors stand in a table below."
            : $"Texts were judged by {who}, whose errors are not in the intervals.";
    }

    /// <summary>How blocks are known.</summary>
    public static string Blocks(AnswerSource source) => source switch
    {
        AnswerSource.Simulation => "Blocks are simulated: no host was asked.",
        AnswerSource.Recordings => "Blocks are known as far as the recordings keep a host's signals (error codes, reasons why an answer ended). A withdrawal is inferred where the streamed text and the last one differ.",
        _ => "Blocks are read off the host's signals (error codes, reasons why an answer ended). A withdrawal is inferred where the streamed text and the last one differ.",
    };
}
