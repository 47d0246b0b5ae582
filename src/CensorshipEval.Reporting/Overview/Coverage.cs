using CensorshipEval.Analysis;
using CensorshipEval.Reporting.Figures;
using CensorshipEval.Running;

namespace CensorshipEval.Reporting.Overview;

/// <summary>How much of what was planned for a model is there.</summary>
/// <param name="TargetId">The model.</param>
/// <param name="Planned">Calls that the plan holds, without repeats of sentinels.</param>
/// <param name="Calls">Calls that are there.</param>
/// <param name="Failed">Calls of them that failed on the way, and brought no answer.</param>
/// <param name="Judged">Calls of them of which something could be judged.</param>
internal sealed record Coverage(string TargetId, long Planned, long Calls, long Failed, long Judged)
{
    /// <summary>Answers that came, blocks and silences among them.</summary>
    public long Answers => Calls - Failed;

    /// <summary>Of every model of the plan, in its order.</summary>
    public static IReadOnlyList<Coverage> Of(RunFigures figures)
    {
        EvaluationPlan plan = figures.Run.Plan;
        long planned = (long)plan.Prompts.Count * plan.Samples;
        ILookup<string, RateSummary> rates = figures.ByRole.ToLookup(static rate => rate.Group.TargetId!, StringComparer.Ordinal);
        return
        [
            .. plan.Targets.Select(target => new Coverage(
                target.Id, planned, rates[target.Id].Sum(static rate => rate.Trials), rates[target.Id].Sum(static rate => rate.Deliveries.GetValueOrDefault(Delivery.TransportError)),
                rates[target.Id].Sum(static rate => rate.Trials - rate.Missing))),
        ];
    }

    /// <summary>All models together, in words: <c>165 answers were planned; 85 are there, and 80 of them could be judged</c>.</summary>
    public static string InWords(IReadOnlyList<Coverage> models)
    {
        long planned = models.Sum(static one => one.Planned), calls = models.Sum(static one => one.Calls), failed = models.Sum(static one => one.Failed), judged = models.Sum(static one => one.Judged);
        string there = calls == planned ? $"{Shown.Counted(calls, "call was", "calls were")} made"
            : calls < planned ? $"of {Shown.Counted(planned, "planned call", "planned calls")}, {Shown.Count(calls)} {Are(calls)} there"
            : $"{Shown.Counted(calls, "call was", "calls were")} made where {Shown.Count(planned)} were planned";
        string brought = failed == 0 ? "" : failed == calls ? ", all of which failed" : $", of which {Shown.Count(failed)} failed";
        return $"{there}{brought}; {(judged == calls ? $"{(calls == 1 ? "it" : "all")} could be judged" : judged == 0 ? "nothing could be judged" : $"{Shown.Counted(judged, "answer")} could be judged")}";
    }

    /// <summary>How a model is named where coverage is uneven: <c>of 55 planned calls, 15 are there, and 12 could be judged</c>.</summary>
    public string InWords() => $"{Shown.Name(TargetId)} {Shown.Count(Calls)} of {Shown.Count(Planned)}{(Judged == Calls ? "" : $" ({Shown.Count(Judged)} judged)")}";

    private static string Are(long number) => number == 1 ? "is" : "are";
}
