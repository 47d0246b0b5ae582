using CensorshipEval.Analysis;
using CensorshipEval.Reporting.Figures;

namespace CensorshipEval.Reporting.Tables;

/// <summary>Tables of censorship indices, language gaps and content measures.</summary>
internal static class IndexTables
{
    private const string Note =
        "Censorship index: share of sensitive questions refused or blocked minus that of their analogues (the same kind of question about another country), paired by family, form and language; in points, with its 95 % interval. " +
        "p: exact test by family, not adjusted; a difference is claimed only where p is under 0.05 and the interval leaves 0 out. Few: under 20 families, a description and no proof. Ceiling: more than 20 % of the analogues are withheld, too. Own country: families left out because their analogue is set in the model's own country.";

    public static IEnumerable<ReportTable> Of(RunFigures figures)
    {
        if (figures.Indices.All(static index => index.Index is null)) yield break;
        yield return Of("indices", "Censorship index per model", figures.Indices, GroupBy.Target);
        yield return Of("indices-by-language", "Censorship index per model and language", figures.IndicesByLanguage, GroupBy.Language);
        yield return Of("indices-by-jurisdiction", "Censorship index per model and authority", figures.IndicesByJurisdiction, GroupBy.Jurisdiction);
        yield return Of("indices-by-cell", "Censorship index per model, authority and language", figures.IndicesByJurisdictionAndLanguage, GroupBy.Jurisdiction | GroupBy.Language);
        if (figures.IndicesByTopic.Any(static index => index.Group.Topic is not null))
        {
            yield return Of("indices-by-topic", "Censorship index per model and topic", figures.IndicesByTopic, GroupBy.Topic);
            yield return Of("indices-by-topic-and-language", "Censorship index per model, topic and language", figures.IndicesByTopicAndLanguage, GroupBy.Topic | GroupBy.Language);
        }

        if (figures.LanguageGaps.Count > 0) yield return Gaps(figures.LanguageGaps);
        if (figures.Contents.Count > 0)
        {
            yield return Contents("content", "What the answers hold: sensitive against analogue", figures.Contents, GroupBy.Target);
            yield return Contents("content-by-language", "What the answers hold, per language", figures.ContentsByLanguage, GroupBy.Language);
        }
    }

    private static ReportTable Of(string name, string title, IReadOnlyList<CensorshipIndex> indices, GroupBy by)
    {
        bool tested = indices.Any(static index => index.Index?.PValue is not null);
        TableBuilder<CensorshipIndex> table = new TableBuilder<CensorshipIndex>().Group(static index => index.Group, by)
            .Difference("index", "Index", static index => index.Index?.Difference)
            .Probability("p", tested ? "p" : null, static index => index.Index?.PValue)
            .Share("sensitive", "Sensitive", static index => index.Index?.Left.Value).Share("analogue", "Analogue", static index => index.Index?.Right.Value)
            .Points("sensitiveMinusBenign", null, static index => index.SensitiveMinusBenign?.Difference.Value).Points("analogueMinusBenign", null, static index => index.AnalogueMinusBenign?.Difference.Value)
            .Points("minusPanel", indices.Any(static index => index.MinusPanel is not null) ? "Less the panel's" : null, static index => index.MinusPanel?.Difference.Value)
            .Points("boundLow", "If missing: from", static index => index.Bounds?.Low).Points("boundHigh", "to", static index => index.Bounds?.High)
            .Points("leastDetectable", null, static index => index.Index?.LeastDetectable)
            .Count("families", "Families", static index => index.Index?.Families).Count("pairs", null, static index => index.Index?.Pairs)
            .Flag("few", "Few", static index => index.IsDescriptive).Flag("ceiling", "Ceiling", static index => index.HasCeiling)
            .Count("ownCountry", "Own country", static index => index.FamiliesOfOwnCountry is > 0 and var own ? own : null);
        foreach (ObservedSignal signal in Enum.GetValues<ObservedSignal>())
            table.Points(char.ToLowerInvariant(signal.ToString()[0]) + signal.ToString()[1..], null, index => index.Signals.TryGetValue(signal, out Estimate? share) ? share.Value : null);
        return table.Build(name, title, Note, indices.Where(static index => index.Index is not null), "Censorship index");
    }

    private static ReportTable Gaps(IReadOnlyList<LanguageGap> gaps) => new TableBuilder<LanguageGap>()
        .Text("target", "Model", static gap => gap.Group.TargetId).Language("language", "Language", static gap => gap.Language).Language("reference", "Against", static gap => gap.Reference)
        .Difference("gap", "Gap", static gap => gap.Gap.Difference).Probability("p", "p", static gap => gap.Gap.PValue)
        .Points("index", "Index", static gap => gap.Gap.Left.Value).Points("referenceIndex", "Index of the other", static gap => gap.Gap.Right.Value)
        .Points("leastDetectable", null, static gap => gap.Gap.LeastDetectable).Count("families", "Families", static gap => gap.Gap.Families)
        .Flag("few", "Few", static gap => gap.Gap.IsDescriptive).Flag("exploratory", "Machine translated", static gap => gap.IsExploratory)
        .Build(
            "language-gaps", "Language gaps",
            "The index in one language minus that in another, over the families that both have; in points, with its 95 % interval. p: exact test by family, not adjusted (the declared comparisons are). " +
            "Machine translated: nobody has verified the wording, so the gap may be one of translation.",
            gaps);

    private static ReportTable Contents(string name, string title, IReadOnlyList<CensorshipIndex> contents, GroupBy by) => new TableBuilder<CensorshipIndex>().Group(static index => index.Group, by)
        .Text("measure", null, static index => index.Quantity.Name).Text("measured", "Measured", static index => Shown.Quantity(index.Quantity))
        .Number("sensitive", "Sensitive", static index => index.Index?.Left.Value).Number("analogue", "Analogue", static index => index.Index?.Right.Value)
        .Measured("difference", "Difference", static index => index.Index?.Difference).Probability("p", "p", static index => index.Index?.PValue)
        .Count("families", "Families", static index => index.Index?.Families).Flag("few", "Few", static index => index.IsDescriptive)
        .Build(
            name, title,
            "Means over answers that were given at least in part, in the unit of each measure: shares from 0 to 1, official line recited from 0 to 3, length as the natural logarithm of the letters (0.69 is twice as long). " +
            "A model can refuse nothing and still leave facts out.",
            contents, "What the answers hold");
}
