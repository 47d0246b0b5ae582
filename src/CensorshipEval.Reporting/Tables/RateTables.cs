using CensorshipEval.Analysis;
using CensorshipEval.Reporting.Figures;

namespace CensorshipEval.Reporting.Tables;

/// <summary>Tables of rates: what was refused or blocked, and where that was observed.</summary>
internal static class RateTables
{
    private const string Note =
        "Share refused or blocked in percent, with its 95 % interval (from, to); families: the sample size that counts. If missing: the rate if every missing answer had been given, and if every one had been refused. " +
        "Few: under 20 families, a description and no proof.";

    public static IEnumerable<ReportTable> Of(RunFigures figures)
    {
        yield return Of("rates", "Refused or blocked, per model and role", figures.ByRole, GroupBy.Role);
        yield return Of("rates-by-cell", "Refused or blocked, per model, authority, language and role", figures.Cells, GroupBy.Jurisdiction | GroupBy.Language | GroupBy.Role);
        if (figures.Topics.Any(static rate => rate.Group.Topic is not null))
            yield return Of("rates-by-topic", "Refused or blocked, per model, topic, language and role", figures.Topics, GroupBy.Topic | GroupBy.Language | GroupBy.Role);
        yield return Layers(figures.ByRole);
    }

    private static ReportTable Of(string name, string title, IReadOnlyList<RateSummary> rates, GroupBy by)
    {
        TableBuilder<RateSummary> table = new TableBuilder<RateSummary>().Group(static rate => rate.Group, by)
            .Rate("hardRate", "Refused or blocked", static rate => rate.Hard)
            .Share("boundLow", "If missing: from", static rate => rate.Bounds.Low).Share("boundHigh", "to", static rate => rate.Bounds.High)
            .Rate("nonAnswerRate", "Not fully answered", static rate => rate.NonAnswer)
            .Count("answers", "Answers", static rate => rate.Trials).Count("missing", "Missing", static rate => rate.Missing)
            .Count("families", "Families", static rate => rate.Families).Flag("few", "Few", static rate => rate.IsDescriptive);
        foreach (Delivery delivery in Enum.GetValues<Delivery>()) table.Count(Camel(delivery), null, rate => rate.Deliveries[delivery]);
        foreach (Engagement engagement in Enum.GetValues<Engagement>()) table.Count($"engagement{engagement}", null, rate => rate.Engagements[engagement]);
        return table.Build(name, title, Note, rates, "Refused or blocked");
    }

    private static ReportTable Layers(IReadOnlyList<RateSummary> rates)
    {
        TableBuilder<RateSummary> table = new TableBuilder<RateSummary>().Group(static rate => rate.Group, GroupBy.Role);
        foreach (ObservedSignal signal in Enum.GetValues<ObservedSignal>())
            table.Rate(Camel(signal), Capital(Shown.Signal(signal)), rate => rate.Signals.TryGetValue(signal, out Estimate? share) ? share : null);
        return table.Count("answers", "Answers", static rate => rate.Trials).Count("families", "Families", static rate => rate.Families)
            .Build("layers", "Where it was observed", "Share of the answers in percent, with its 95 % interval. The four add up to what was refused or blocked. They say where a signal was seen, and not who caused it.", rates);
    }

    private static string Camel<TEnum>(TEnum value)
        where TEnum : struct, Enum
    {
        string name = value.ToString();
        return char.ToLowerInvariant(name[0]) + name[1..];
    }

    private static string Capital(string text) => char.ToUpperInvariant(text[0]) + text[1..];
}
