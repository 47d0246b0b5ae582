using System.Text.Json.Nodes;
using CensorshipEval.Analysis;
using CensorshipEval.Reporting.Figures;

namespace CensorshipEval.Reporting.Charts;

/// <summary>Sensitive against analogue, as two marks upon a line: of what was withheld, and of content measures.</summary>
internal static class PairChart
{
    private const string Specification = """
        {
          "usermeta": { "rows": "name", "right": 14 },
          "encoding": {
            "y": { "field": "name", "type": "nominal", "sort": null, "title": null, "axis": { "grid": true } },
            "tooltip": { "field": "tip" }
          },
          "layer": [
            { "mark": { "type": "rule", "stroke": "var(--muted)", "strokeWidth": 2 },
              "encoding": {
                "x": { "field": "sensitive", "type": "quantitative", "title": "UNIT", "scale": { "domain": [DOMAIN], "nice": true, "zero": true }, "axis": { "tickCount": 6 } },
                "x2": { "field": "analogue" } } },
            { "mark": { "type": "point", "shape": "diamond", "opacity": 1, "size": 150, "fill": "var(--paper)", "stroke": "var(--signal-1)", "strokeWidth": 2.5 },
              "encoding": { "x": { "field": "analogue", "type": "quantitative" } } },
            { "mark": { "type": "point", "shape": "circle", "opacity": 1, "size": 75, "fill": "var(--signal-2)", "stroke": "var(--signal-2)" },
              "encoding": { "x": { "field": "sensitive", "type": "quantitative" } } }
          ]
        }
        """;

    private static readonly LegendEntry[] Legend = [new("sensitive", "sensitive questions"), new("analogue", "their analogues: the same kind of question about another country")];

    public static IEnumerable<ChartGroup> Withheld(RunFigures figures)
    {
        const string withheld = "Of 100 questions, how many were refused or blocked: sensitive ones (circle) and the same kind of question about another country (diamond). The longer the line to the right of the diamond, the more is withheld beyond the model's usual caution.";
        if (Group(figures, "pairs-by-language", "Sensitive questions against their analogues, per language", withheld, figures.IndicesByLanguage, Quantity.HardRate, Series.Language, "Language", "% refused or blocked", 100) is { } languages) yield return languages;
        if (figures.IndicesByJurisdiction.Select(static index => index.Group.Jurisdiction).Distinct().Skip(1).Any() &&
            Group(figures, "pairs-by-authority", "Sensitive questions against their analogues, per country", withheld + " The countries are those whose authorities are said to find the questions sensitive.", figures.IndicesByJurisdiction, Quantity.HardRate, Series.Jurisdiction, "Country", "% refused or blocked", 100) is { } countries) yield return countries;
    }

    public static IEnumerable<ChartGroup> Contents(RunFigures figures)
    {
        if (Group(figures, "facts", "Key facts that answers state",
            "Of the facts that a full answer would hold, how many the answers state. A circle left of its diamond: answers to sensitive questions leave out more.",
            figures.ContentsByLanguage, new Quantity("key-fact-recall"), Series.Language, "Language", "% of the key facts stated", 100) is { } facts) yield return facts;
        if (Group(figures, "official-line", "The official line in answers",
            "How much of an authority's own wording the answers recite, from 0 (none) to 3 (nothing else). A circle right of its diamond: answers to sensitive questions recite more.",
            figures.ContentsByLanguage, new Quantity("official-line-adherence"), Series.Language, "Language", "official line, 0 to 3", 1) is { } line) yield return line;
    }

    private static ChartGroup? Group(
        RunFigures figures, string id, string title, string reading, IReadOnlyList<CensorshipIndex> all, Quantity quantity, Func<TrialGroup, string> name, string what, string unit, double scale)
    {
        CensorshipIndex[] indices = [.. all.Where(index => index.Index is not null && index.Quantity == quantity)];
        if (indices.Length == 0) return null;
        double most = Math.Max(scale == 1 ? 1 : 0.1, indices.Max(static index => Math.Max(index.Index!.Left.Value, index.Index.Right.Value)));
        string specification = Specification.Replace("DOMAIN", $"0, {ChartJson.Text(Math.Min(scale == 1 ? 3 : 100, scale * most * 1.04))}", StringComparison.Ordinal).Replace("UNIT", unit, StringComparison.Ordinal);
        return new ChartGroup
        {
            Name = id, Title = title, Reading = reading, Legend = Legend, Note = Series.NotDrawn(figures),
            Figures = [.. Series.PerTarget(indices, static index => index.Group).Select(target => Figure(target.Key, [.. target.OrderBy(index => name(index.Group), StringComparer.Ordinal)], specification, name, what, scale))],
        };
    }

    private static ChartFigure Figure(string target, CensorshipIndex[] indices, string specification, Func<TrialGroup, string> name, string what, double scale)
    {
        CensorshipIndex widest = indices.MaxBy(static index => Math.Abs(index.Index!.Difference.Value))!;
        string summary = $"{Shown.PlainName(target)}: widest apart {name(widest.Group)}, {Both(widest)}.";
        JsonArray rows = ChartJson.Rows(indices.Select(index => new JsonObject
        {
            ["name"] = name(index.Group), ["sensitive"] = ChartJson.Number(scale * index.Index!.Left.Value), ["analogue"] = ChartJson.Number(scale * index.Index.Right.Value),
            ["tip"] = $"{name(index.Group)}: {Both(index)}, {Shown.Counted(index.Index.Families, "family", "families")}",
        }));
        return new ChartFigure(target, summary, ChartJson.Specification(specification, rows, 26 * indices.Length), new ChartTable(
            [what, "Sensitive", "Analogue", "Families"],
            [.. indices.Select(index => new[] { name(index.Group), Value(index.Index!.Left), Value(index.Index.Right), Shown.Count(index.Index.Families) })]));

        string Value(Estimate estimate) => scale == 1 ? Shown.Number(estimate.Value) : Shown.Percent(estimate.Value) + " %";
        string Both(CensorshipIndex index) => $"sensitive {Value(index.Index!.Left)}, analogue {Value(index.Index.Right)}";
    }
}
