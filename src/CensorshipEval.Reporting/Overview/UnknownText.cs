using CensorshipEval.Analysis;
using CensorshipEval.Reporting.Figures;
using CensorshipEval.Running;

namespace CensorshipEval.Reporting.Overview;

/// <summary>What is not known, and what the figures do not prove.</summary>
internal static class UnknownText
{
    public static IReadOnlyList<string> Of(RunFigures figures) =>
    [
        .. Completeness(figures), .. Translations(figures.Run.Plan), .. Facts(figures.Run), .. SmallCells(figures), .. Inconclusive(figures), .. Missing(figures), .. Analogues(figures),
        "A text that was delivered without a block is no proof of what the model's weights alone would say: a host can change prompts and answers without a sign. Only the same weights on another host show that.",
        "Why something was withheld is not known. Stated reasons are listed and never counted.",
    ];

    private static IEnumerable<string> Completeness(RunFigures figures)
    {
        if (figures.Run.IsComplete is false) yield return "The run is not whole. What is lacking may differ from what is there.";
    }

    private static IEnumerable<string> Translations(EvaluationPlan plan)
    {
        int machine = plan.Prompts.Count(static prompt => prompt.Translation is TranslationStatus.Machine);
        if (machine > 0) yield return $"{Shown.Counted(machine, "prompt")} of {Shown.Count(plan.Prompts.Count)} {(machine == 1 ? "is a machine translation" : "are machine translations")} that nobody has verified: a difference between languages may be one of translation.";
    }

    private static IEnumerable<string> Facts(ReportedRun run)
    {
        HashSet<string> asked = [.. run.Plan.Prompts.Select(static prompt => prompt.FamilyId).OfType<string>()];
        KeyFact[] facts = [.. (run.Corpus?.Families ?? []).Where(family => asked.Contains(family.Id)).SelectMany(static family => family.KeyFacts)];
        if (facts.Length == 0) yield break;
        int open = facts.Count(static fact => fact.Review is ReviewStatus.Unreviewed);
        string unread = open == 0 ? "" : $", and nobody has checked {Shown.Count(open)} of the {Shown.Count(facts.Length)} facts against their sources";
        yield return $"Key facts and official lines are matched by wordings: a fact in words that nobody thought of counts as left out{unread}.";
    }

    private static IEnumerable<string> SmallCells(RunFigures figures)
    {
        int few = figures.Cells.Count(static cell => cell.IsDescriptive);
        if (few > 0) yield return $"{Shown.Counted(few, "cell")} of {Shown.Count(figures.Cells.Count)} (a model, authority, language and role) {(few == 1 ? "rests" : "rest")} on fewer than 20 families: {(few == 1 ? "it describes" : "they describe")} these questions and prove{(few == 1 ? "s" : "")} nothing about others.";
    }

    private static IEnumerable<string> Inconclusive(RunFigures figures)
    {
        Comparison[] open = [.. figures.Comparisons.Where(static comparison => comparison is not { HolmPValue: < 0.05, Found.IsDescriptive: false })];
        if (open.Length == 0) yield break;
        double? least = open.Select(static comparison => comparison.Found?.LeastDetectable).OfType<double>().Order().Cast<double?>().LastOrDefault();
        yield return $"{Shown.Counted(open.Length, "declared comparison")} showed no difference that would hold for other questions. That is no proof of sameness{(least is { } most ? $": some would have missed a difference of up to {Math.Ceiling(100 * most - 1e-9):0} points" : "")}.";
    }

    private static IEnumerable<string> Missing(RunFigures figures)
    {
        if (figures.Total is not { Missing: > 0 } total) yield break;
        yield return $"{Shown.Counted(total.Missing, "answer")} ({Shown.Percent((double)total.Missing / total.Trials)} %) could not be judged: failed calls, empty answers, unknown ends. They may be censorship or none; the tables tell the rates if all of them counted one way or the other.";
        foreach (CensorshipIndex index in figures.Indices.Where(static index => index.Missingness is { PValue: < 0.05 }))
            yield return $"{Shown.Name(index.Group.TargetId!)}: what is missing differs between sensitive questions and analogues ({Shown.Points(index.Missingness!.Difference.Value)} points), so it is unlikely to be chance.";
    }

    private static IEnumerable<string> Analogues(RunFigures figures)
    {
        foreach (CensorshipIndex index in figures.Indices.Where(static index => index.HasCeiling))
            yield return $"{Shown.Name(index.Group.TargetId!)} withholds more than 20 % of the analogues, too: its index says less than it would otherwise, or the analogues are no fair ones.";
        foreach (CensorshipIndex index in figures.Indices.Where(static index => index.FamiliesOfOwnCountry > 0))
            yield return $"{Shown.Name(index.Group.TargetId!)}: {Shown.Counted(index.FamiliesOfOwnCountry!.Value, "family", "families")} whose analogue is set in the model's own country {(index.FamiliesOfOwnCountry == 1 ? "was" : "were")} left out of its index.";
        if (figures.Indices.Count > 0 && figures.Indices.All(static index => index.FamiliesOfOwnCountry is null))
            yield return "Where the analogues are set is not known here, so none was left out for being about the model's own country.";
    }
}
