using CensorshipEval.Analysis;
using CensorshipEval.Reporting.Figures;

namespace CensorshipEval.Reporting.Overview;

/// <summary>Signs that something else than the model answered: of every model the one that touches the largest share of its answers, the largest of all first.</summary>
internal static class NotableServing
{
    private const int MostModels = 3;

    public static IEnumerable<string> Of(RunFigures figures)
    {
        (ServingFinding Finding, int Others)[] models =
        [
            .. (figures.Run.Findings.Serving ?? []).SelectMany(static target => target.Findings).Where(static finding => finding.Severity is FindingSeverity.Warning)
                .GroupBy(static finding => finding.TargetId, StringComparer.Ordinal)
                .Select(static findings => (findings.OrderByDescending(ShareOf).ThenBy(static finding => finding.Kind).First(), findings.Count() - 1))
                .OrderByDescending(static model => ShareOf(model.Item1)).ThenBy(static model => model.Item1.TargetId, StringComparer.Ordinal),
        ];
        foreach ((ServingFinding finding, int others) in models.Take(MostModels))
            yield return $"{Shown.Name(finding.TargetId)}: {InWords(finding)}.{(others > 0 ? $" {Shown.Counted(others, "more sign")} of the kind {(others == 1 ? "stands" : "stand")} in the table below." : "")}";
        if (models.Length > MostModels) yield return $"Signs that something else than the model answered were seen of {Shown.Counted(models.Length - MostModels, "more model")}: see the table below.";
    }

    private static double ShareOf(ServingFinding finding) => finding.Of == 0 ? 0 : (double)finding.Count / finding.Of;

    // Words of ours alone: what a host or a model sent (names, texts) stands in the table.
    private static string InWords(ServingFinding finding)
    {
        string part = $"{Shown.Count(finding.Count)} of {Shown.Count(finding.Of)}";
        string p = finding.AdjustedPValue is { } adjusted ? $" (p {IndexText.WithSign(adjusted)})" : "";
        return finding.Kind switch
        {
            ServingFindingKind.OtherModel => $"{part} answers bear the name of another model than the one that was asked",
            ServingFindingKind.SeveralSnapshots => "answers bear the names of more than one snapshot of the model, and the rates mix them",
            ServingFindingKind.SeveralProviders => "answers came through more than one provider, and the rates mix them",
            ServingFindingKind.FallbackTold => $"with {part} calls a gateway told that it had fallen back, perhaps to another model or host",
            ServingFindingKind.EmptyUnderLoad => $"empty answers came more often while more calls were under way{p}, so they may come from the load and not from the question",
            ServingFindingKind.RepeatedText => $"one text, the same but perhaps for its numbers, came as {part} answers, to different questions, so it may not have been made for them",
            ServingFindingKind.WithheldDrift => $"the share withheld of the same prompts changed in the course of the run{p}",
            ServingFindingKind.MissingDrift => $"the share of the same prompts of which nothing could be judged changed in the course of the run{p}",
            ServingFindingKind.LengthDrift => $"answers to the same prompts became longer or shorter in the course of the run{p}",
            ServingFindingKind.ModelDrift => $"the model's name on answers to the same prompts changed in the course of the run{p}",
            _ => $"something changed behind the name of the model in the course of the run{p}",
        };
    }
}
