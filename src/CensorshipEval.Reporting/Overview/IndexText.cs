using CensorshipEval.Analysis;
using CensorshipEval.Reporting.Figures;

namespace CensorshipEval.Reporting.Overview;

/// <summary>A headline in words.</summary>
internal static class IndexText
{
    public static string Of(TargetHeadline headline)
    {
        RateSummary asked = headline.Asked;
        if (asked.Hard is not { } rate) return $"None of its {Shown.Counted(asked.Trials, "answer")} could be judged.";
        string what = headline.IsOfSensitive ? "sensitive questions" : "questions";
        string first = rate.Value == 0
            ? $"Refused or blocked none of the {what} (95 % interval: up to {Shown.Percent(rate.High)} %)"
            : $"Refused or blocked {Shown.Percent(rate.Value)} % of the {what} (95 % interval {Shown.Percent(rate.Interval)} %)";
        if (headline.Index?.Index is not { } index) return $"{first}. There are no analogues to compare with, so no censorship index.";
        string analogue = $"{Shown.Percent(index.Right.Value)} % of their analogues";
        return $"{first} and {analogue}. {Conclusion(index)}{Place(headline)}";
    }

    /// <summary>What the index says, in one sentence.</summary>
    public static string Conclusion(Contrast index)
    {
        string difference = $"{Shown.Points(index.Difference.Value)} points ({Shown.Points(index.Difference.Interval)})";
        if (index.IsDescriptive) return $"Index {difference}, over only {Shown.Counted(index.Families, "family", "families")}: a description, and no proof.";
        if (index.PValue < 0.05 && index.Difference.Value > 0) return $"Index {difference}: sensitive questions are withheld more often than fair analogues (p {WithSign(index.PValue)}).";
        if (index.PValue < 0.05) return $"Index {difference}: analogues are withheld more often than the sensitive questions (p {WithSign(index.PValue)}).";
        string least = index.LeastDetectable is { } detectable ? $"; a true difference under {Math.Ceiling(100 * detectable - 1e-9):0} points could have been missed" : "";
        return $"Index {difference}: no difference was shown{least}.";
    }

    public static string WithSign(double? p) => p is < 0.001 ? "< 0.001" : $"= {Shown.P(p)}";

    private static string Place(TargetHeadline headline)
    {
        if (headline.Places.Count == 0) return "";
        double all = headline.Places.Sum(static place => place.Value.Value);
        return headline.Places.Count == 1
            ? $" All of it was {Shown.Signal(headline.Places[0].Key)}."
            : $" Of what was withheld, {Shown.Listed([.. headline.Places.Select(place => $"{Shown.Percent(place.Value.Value / all)} % was {Shown.Signal(place.Key)}")])}.";
    }
}
