using CensorshipEval.Analysis;
using CensorshipEval.Reporting.Figures;
using CensorshipEval.Running;

namespace CensorshipEval.Reporting.Overview;

/// <summary>What is not known, and what the figures do not prove.</summary>
internal static class UnknownText
{
    public static IReadOnlyList<string> Of(RunFigures figures) =>
    [
        .. Completeness(figures), .. Uneven(figures), .. Translations(figures.Run.Plan), .. Facts(figures.Run), .. SmallCells(figures), .. Inconclusive(figures), .. Missing(figures), .. Analogues(figures),
        .. AnswerSources.Of(figures.Run.Plan) is AnswerSource.Simulation ? Array.Empty<string>() :
            ["A text that was delivered without a block is no proof of what the model's weights alone would say: a host can change prompts and answers without a sign. Only the same weights on another host show that."],
        "Why something was withheld is not known. Reasons that a refusal states stand beside each answer in the files of trials, and count for nothing.",
    ];

    private static IEnumerable<string> Completeness(RunFigures figures)
    {
        if (figures.Run.IsComplete is false) yield return "The run is not whole. What is lacking may differ from what is there.";
    }

    // A difference of some hundredths is chance; a model that was asked a part of the questions has rates of other questions.
    private static IEnumerable<string> Uneven(RunFigures figures)
    {
        const double noticeable = 0.9;
        const int mostNamed = 6;
        IReadOnlyList<Coverage> models = Coverage.Of(figures);
        long most = models.Count == 0 ? 0 : models.Max(static one => one.Judged);
        if (models.Count < 2 || models.All(one => one.Judged >= noticeable * most)) yield break;
        Coverage[] worst = [.. models.OrderBy(static one => one.Judged)];
        string named = $"{string.Join("; ", worst.Take(mostNamed).Select(static one => one.InWords()))}{(worst.Length > mostNamed ? $"; and {Shown.Count(worst.Length - mostNamed)} more with no fewer" : "")}";
        yield return $"Not every model was asked, or answered, the same. Calls that are there: {named}. Their rates are of different questions; comparisons take only those that both were asked.";
    }

    private static IEnumerable<string> Translations(EvaluationPlan plan)
    {
        string consequence = plan.Prompts.Select(static prompt => prompt.Language).Distinct().Skip(1).Any()
            ? "a difference between languages may be one of translation" : "wording can change whether a question is refused";
        int machine = plan.Prompts.Count(static prompt => prompt.Translation is TranslationStatus.Machine), unstated = plan.Prompts.Count(static prompt => prompt.Translation is TranslationStatus.Unstated);
        if (machine > 0) yield return $"{Shown.Counted(machine, "prompt")} of {Shown.Count(plan.Prompts.Count)} {(machine == 1 ? "is a machine translation" : "are machine translations")} that nobody has verified: {consequence}.";
        if (unstated > 0) yield return $"{Shown.Counted(unstated, "prompt")} of {Shown.Count(plan.Prompts.Count)} {(unstated == 1 ? "does" : "do")} not state whether {(unstated == 1 ? "it is an original or a translation" : "they are originals or translations")}, or by whom: {consequence}.";
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
        int never = figures.Comparisons.Count(static comparison => comparison.Found is null);
        if (never > 0)
            yield return $"{(figures.Comparisons.Count == 1 ? "The one comparison" : $"{Shown.Counted(never, "comparison")} of {Shown.Count(figures.Comparisons.Count)}")} could not be made: there is no question that both sides have a judged answer to.";
        Comparison[] open = [.. figures.Comparisons.Where(static comparison => comparison.Found is { } found && !Shows.Difference(found, comparison.HolmPValue))];
        if (open.Length == 0) yield break;
        double[] detectable = [.. open.Select(static comparison => comparison.Found!.LeastDetectable).OfType<double>()];
        int blind = open.Length - detectable.Length;
        string missed = string.Join(", and ", new[]
        {
            detectable.Length == 0 ? "" : $"a difference of up to {Shown.Detectable(detectable.Max())} points could have been missed",
            blind == 0 ? "" : $"{(open.Length == 1 ? "it" : blind == open.Length ? "they" : $"{Shown.Count(blind)} of them")} could have found none of any size",
        }.Where(static part => part.Length > 0));
        yield return $"{Shown.Counted(open.Length, "comparison")} of models or languages showed no difference that would hold for other questions. That is no proof of sameness: {missed}.";
    }

    private static IEnumerable<string> Missing(RunFigures figures)
    {
        if (figures.Total is not { Missing: > 0 } total) yield break;
        long failed = total.Deliveries.GetValueOrDefault(Delivery.TransportError);
        yield return $"{Shown.Counted(total.Missing, "call")} of {Shown.Count(total.Trials)} ({Shown.Percent((double)total.Missing / total.Trials)} %) brought nothing that could be judged{(failed == total.Missing ? ": all of them failed" : $": {(failed > 0 ? $"{Shown.Count(failed)} failed, the others were " : "")}empty answers or unknown ends")}. They may be censorship or none; the tables tell the rates if all of them counted one way or the other.";
        foreach (CensorshipIndex index in figures.Indices.Where(static index => Shows.Difference(index.Missingness)))
            yield return $"{Shown.Name(index.Group.TargetId!)}: what is missing differs between sensitive questions and analogues ({IndexText.Numbers(index.Missingness!)}), so it is unlikely to be chance.";
    }

    private static IEnumerable<string> Analogues(RunFigures figures)
    {
        foreach (CensorshipIndex index in figures.Indices.Where(static index => index.HasCeiling))
            yield return $"{Shown.Name(index.Group.TargetId!)} withholds more than 20 % of the analogues, too: its index says less than it would otherwise, or the analogues do not match.";
        foreach (CensorshipIndex index in figures.Indices.Where(static index => index.FamiliesOfOwnCountry > 0))
            yield return $"{Shown.Name(index.Group.TargetId!)}: {Shown.Counted(index.FamiliesOfOwnCountry!.Value, "family", "families")} whose analogue is set in the model's own country {(index.FamiliesOfOwnCountry == 1 ? "was" : "were")} left out of its index.";
        if (figures.Indices.Count > 0 && figures.Indices.All(static index => index.FamiliesOfOwnCountry is null))
            yield return "Where the analogues are set is not known here, so none was left out for being about the model's own country.";
    }
}
