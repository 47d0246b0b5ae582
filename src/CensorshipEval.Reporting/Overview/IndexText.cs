using CensorshipEval.Analysis;
using CensorshipEval.Reporting.Figures;

namespace CensorshipEval.Reporting.Overview;

/// <summary>A headline in words.</summary>
internal static class IndexText
{
    /// <summary>All of it: the rate of what was asked, the pairs and their difference, and where it was observed.</summary>
    public static string Of(TargetHeadline headline)
    {
        RateSummary asked = headline.Asked;
        if (asked.Hard is not { } rate) return NothingJudged(asked);
        string over = $"{Shown.Counted(rate.Families, "family", "families")}";
        string first = rate.Value == 0
            ? $"Refused or blocked none of the {headline.Prompts} (95 % interval: up to {Shown.Percent(rate.High)} %; {over})"
            : $"Refused or blocked {Shown.Percent(rate.Value)} % of the {headline.Prompts} (95 % interval {Shown.Percent(rate.Interval)} %; {over})";
        if (headline.IsDescriptive) first += ", a description of so few and no proof";
        if (headline.Index?.Index is not { } index) return $"{first}. {NoIndex(headline)}{Place(headline)}";
        return $"{first}. {Pairs(index)}: index {Numbers(index)}. {Conclusion(index)}{Place(headline)}";
    }

    /// <summary>What follows, without numbers that stand beside it.</summary>
    public static string Conclusion(TargetHeadline headline)
    {
        if (headline.Asked.Hard is null) return NothingJudged(headline.Asked);
        if (headline.Index?.Index is { } index) return Conclusion(index);
        return headline.IsDescriptive ? $"The rate rests on only {Shown.Counted(headline.Asked.Families, "family", "families")}: a description, and no proof. {NoIndex(headline)}" : NoIndex(headline);
    }

    /// <summary>The two rates that the index is the difference of: over <c>the 25 families that have both, 16 % … against 0 %</c>.</summary>
    public static string Pairs(Contrast index) =>
        $"Over the {Shown.Counted(index.Families, "family", "families")} that {(index.Families == 1 ? "has" : "have")} both, {Shown.Percent(index.Left.Value)} % of the sensitive questions against {Shown.Percent(index.Right.Value)} % of their matched analogues";

    /// <summary>What the index says, in one sentence.</summary>
    public static string Conclusion(Contrast index) => Shows.Of(index) switch
    {
        Showing.Description => $"Only {Shown.Counted(index.Families, "family", "families")}: a description, and no proof.",
        Showing.More => $"Sensitive questions are withheld more often than their matched analogues (p {WithSign(index.PValue)}).",
        Showing.Less => $"Matched analogues are withheld more often than the sensitive questions (p {WithSign(index.PValue)}).",
        Showing.Unclear when Shows.Excludes(index.Difference.Interval) => $"The interval does not hold 0, but the exact test does not exclude chance (p {WithSign(index.PValue)}): unclear.",
        Showing.Unclear => $"The exact test sees a difference (p {WithSign(index.PValue)}), but the cautious interval does not exclude that there is none: unclear.",
        _ => $"No difference was shown{Missed(index)}.",
    };

    /// <summary>What could have been missed, to be put behind "no difference was shown".</summary>
    public static string Missed(Contrast found) => found.LeastDetectable is { } least
        ? $"; a true difference under {Shown.Detectable(least)} points could have been missed" : "; any true difference could have been missed";

    public static string Numbers(Contrast found) => $"{Shown.Points(found.Difference.Value)} points ({Shown.Points(found.Difference.Interval)})";

    public static string WithSign(double? p) => p is < 0.001 ? "< 0.001" : $"= {Shown.P(p)}";

    private static string NothingJudged(RateSummary asked)
    {
        long failed = asked.Deliveries.GetValueOrDefault(Delivery.TransportError);
        if (failed == asked.Trials) return asked.Trials == 1 ? "Its one call failed: there is no answer." : $"All of its {Shown.Counted(asked.Trials, "call")} failed: there is no answer.";
        return $"Nothing could be judged of its {Shown.Counted(asked.Trials, "call")}{(failed > 0 ? $", {Shown.Count(failed)} of which failed" : "")}.";
    }

    private static string NoIndex(TargetHeadline headline) => headline.Analogue is null
        ? "There are no analogues to compare with, so no censorship index." : "No family has both a sensitive question and an analogue that could be judged, so there is no censorship index.";

    private static string Place(TargetHeadline headline)
    {
        if (headline.Places.Count == 0) return "";
        double all = headline.Places.Sum(static place => place.Value.Value);
        return headline.Places.Count == 1
            ? $" All that was withheld of the {headline.Prompts} was {Shown.Signal(headline.Places[0].Key)}."
            : $" Of what was withheld of the {headline.Prompts}, {Shown.Listed([.. headline.Places.Select(place => $"{Shown.Percent(place.Value.Value / all)} % was {Shown.Signal(place.Key)}")])}.";
    }
}
