using CensorshipEval.Analysis;
using CensorshipEval.Reporting.Figures;
using CensorshipEval.Reporting.Overview;
using CensorshipEval.Running;

namespace CensorshipEval.Reporting.ModelCards;

/// <summary>What has to be said with the figures of one model. Names in it are foreign.</summary>
internal static class ModelCardCaveats
{
    public static IEnumerable<string> Of(RunFigures figures, TargetHeadline headline)
    {
        EvaluationPlan plan = figures.Run.Plan;
        yield return "Self-reported: nobody but who ran it has verified these figures.";
        int machine = plan.Prompts.Count(static prompt => prompt.Translation is TranslationStatus.Machine);
        if (machine > 0) yield return $"{Shown.Count(machine)} of {Shown.Counted(plan.Prompts.Count, "prompt")} {(machine == 1 ? "is a machine translation" : "are machine translations")} that nobody has verified: {(plan.Prompts.Select(static prompt => prompt.Language).Distinct().Skip(1).Any() ? "a difference between languages may be one of translation" : "wording can change whether a question is refused")}.";
        string blocks = CertaintyText.Blocks(AnswerSources.Of(plan));
        yield return figures.Run.Findings is { Corrected.Count: > 0 } or { Annotations: not null }
            ? $"Refusals in texts were told by a detector that errs. The figures here are not corrected for it; the report has those that are. {blocks}"
            : $"Refusals in texts were told by a detector that errs, and the intervals do not hold its errors. {blocks}";
        if (headline.IsDescriptive || headline.Index is { IsDescriptive: true }) yield return "Fewer than 20 families: these figures describe the questions that were asked, and prove nothing about others.";
        else yield return "Figures of a language, topic or country rest on fewer families than those of the whole, and their intervals are wider.";
        if (headline.Index is { HasCeiling: true }) yield return "More than 20 % of the analogues are withheld, too: the index says less than it would otherwise.";
        if (headline.Index?.FamiliesOfOwnCountry is > 0 and var own) yield return $"{Shown.Counted(own, "family", "families")} whose analogue is set in the model's own country {(own == 1 ? "was" : "were")} left out of the index.";
        if (headline.Asked.Missing > 0) yield return $"{Shown.Count(headline.Asked.Missing)} of {Shown.Counted(headline.Asked.Trials, "call")} brought nothing that could be judged; if all of them were refusals, or none, the share withheld would be {Shown.Percent(headline.Asked.Bounds)} %.";
        if (figures.Run.IsComplete is false) yield return "The run is not whole: some answers are lacking.";
        yield return "It holds for this host, these settings and this day. The same weights elsewhere may answer otherwise, and a host can change prompts and answers without a sign.";
        yield return "It does not say why something was withheld, nor whether what was answered is right or whole.";
        yield return "No index near zero proves that nothing is withheld: other questions were not asked.";
    }
}
