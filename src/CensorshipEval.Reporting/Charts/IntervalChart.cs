using System.Text.Json.Nodes;
using CensorshipEval.Analysis;
using CensorshipEval.Reporting.Figures;

namespace CensorshipEval.Reporting.Charts;

/// <summary>The censorship index with its interval: of every model, and of every language of a model.</summary>
internal static class IntervalChart
{
    private const string Specification = """
        {
          "padding": { "left": 0, "top": 4, "right": 52, "bottom": 4 },
          "encoding": {
            "y": { "field": "name", "type": "nominal", "sort": null, "title": null },
            "tooltip": { "field": "tip" }
          },
          "layer": [
            { "mark": { "type": "rule", "stroke": "var(--accent)", "strokeWidth": 2.5 },
              "encoding": {
                "x": { "field": "low", "type": "quantitative", "title": "points: sensitive minus analogue", "scale": { "domain": [DOMAIN], "nice": true },
                       "axis": { "tickCount": 6,
                                 "gridColor": { "condition": { "test": "datum.value === 0", "value": "var(--muted)" }, "value": "var(--line)" },
                                 "gridWidth": { "condition": { "test": "datum.value === 0", "value": 2 }, "value": 1 } } },
                "x2": { "field": "high" } } },
            { "mark": { "type": "point", "filled": true, "opacity": 1, "size": 90, "stroke": "var(--accent)", "strokeWidth": 2 },
              "encoding": { "x": { "field": "value", "type": "quantitative" },
                            "fill": { "condition": { "test": "datum.few", "value": "var(--paper)" }, "value": "var(--accent)" } } },
            { "mark": { "type": "text", "align": "left", "dx": 8, "fontWeight": 600 },
              "encoding": { "x": { "value": "width" }, "text": { "field": "shown" } } }
          ]
        }
        """;

    private static readonly LegendEntry[] Legend =
    [
        new("dot", "index, with the interval that holds it in 95 of 100 such runs"), new("dot hollow", "under 20 families: a description, and no proof"), new("zero", "0: no difference to analogues"),
    ];

    public static IEnumerable<ChartGroup> Of(RunFigures figures)
    {
        CensorshipIndex[] models = [.. figures.Indices.Where(static index => index.Index is not null)], languages = [.. figures.IndicesByLanguage.Where(static index => index.Index is not null)];
        if (models.Length == 0) yield break;
        const string reading = "How many more of 100 sensitive questions were refused or blocked than of their analogues. Right of 0: the sensitive ones are withheld more often. An interval that covers 0 shows no difference.";
        string domain = Domain(models.Concat(languages));
        if (models.Length > 1)
        {
            yield return new ChartGroup
            {
                Name = "index", Title = "Censorship index of every model", Reading = reading, Legend = Legend, IsWide = true,
                Figures = [Figure("", models, static index => Series.Name(index.Group.TargetId!), domain, "Model")],
            };
        }

        if (languages.Select(static index => index.Group.Language).Distinct().Skip(1).Any() || models.Length == 1)
        {
            yield return new ChartGroup
            {
                Name = "index-by-language", Title = "Censorship index in every language", Reading = reading, Legend = Legend, Note = Series.NotDrawn(figures),
                Figures = [.. Series.PerTarget(languages, static index => index.Group).Select(target => Figure(target.Key, [.. target.OrderBy(static index => Series.Language(index.Group), StringComparer.Ordinal)], static index => Series.Language(index.Group), domain, "Language"))],
            };
        }
    }

    private static ChartFigure Figure(string target, CensorshipIndex[] indices, Func<CensorshipIndex, string> name, string domain, string what)
    {
        CensorshipIndex most = indices.MaxBy(static index => index.Index!.Difference.Value)!;
        string summary = $"{(target.Length == 0 ? "" : Shown.Name(target) + ": ")}largest index {Shown.Points(most.Index!.Difference.Value)} points, {name(most)}.";
        JsonArray rows = ChartJson.Rows(indices.Select(index => new JsonObject
        {
            ["name"] = name(index), ["value"] = Points(index.Index!.Difference.Value), ["low"] = Points(index.Index.Difference.Low), ["high"] = Points(index.Index.Difference.High),
            ["few"] = index.IsDescriptive, ["shown"] = Shown.Points(index.Index.Difference.Value) + (index.IsDescriptive ? "*" : ""),
            ["tip"] = $"{name(index)}: {Shown.Points(index.Index.Difference.Value)} points ({Shown.Points(index.Index.Difference.Interval)}), {Shown.Counted(index.Index.Families, "family", "families")}",
        }));
        return new ChartFigure(target, summary, ChartJson.Specification(Specification.Replace("DOMAIN", domain, StringComparison.Ordinal), rows, 26 * indices.Length), new ChartTable(
            [what, "Index", "95 % interval", "Sensitive %", "Analogue %", "Families"],
            [.. indices.Select(index => new[]
            {
                name(index), Shown.Points(index.Index!.Difference.Value), Shown.Points(index.Index.Difference.Interval), Shown.Percent(index.Index.Left.Value), Shown.Percent(index.Index.Right.Value),
                Shown.Count(index.Index.Families),
            })]));
    }

    private static JsonNode? Points(double? value) => ChartJson.Number(100 * value);

    private static string Domain(IEnumerable<CensorshipIndex> indices)
    {
        Contrast[] all = [.. indices.Select(static index => index.Index!)];
        double low = Math.Min(0, all.Min(static index => index.Difference.Low ?? index.Difference.Value)), high = Math.Max(0.1, all.Max(static index => index.Difference.High ?? index.Difference.Value));
        return $"{ChartJson.Text(100 * low)}, {ChartJson.Text(100 * high)}";
    }
}
