using System.Text.Json.Nodes;
using CensorshipEval.Analysis;
using CensorshipEval.Reporting.Figures;

namespace CensorshipEval.Reporting.Charts;

/// <summary>The censorship index with its interval: of every model, and of every language of a model. The share withheld, where there is no index.</summary>
internal static class IntervalChart
{
    private const string Specification = """
        {
          "usermeta": { "rows": "name", "right": 52 },
          "encoding": {
            "y": { "field": "name", "type": "nominal", "sort": null, "title": null },
            "tooltip": { "field": "tip" }
          },
          "layer": [
            { "mark": { "type": "rule", "stroke": "var(--accent)", "strokeWidth": 2.5 },
              "encoding": {
                "x": { "field": "low", "type": "quantitative", "title": "UNIT", "scale": { "domain": [DOMAIN], "nice": true },
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
        new("dot", "value, with the interval that holds the true one in 95 of 100 such runs"), new("dot hollow", "under 20 families (*): a description, and no proof"),
    ];

    /// <summary>A number to draw.</summary>
    private sealed record Mark(string Target, string Name, Estimate Estimate, bool IsDescriptive, Func<double?, string> Show, Func<Interval?, string> ShowEnds)
    {
        public string Text => $"{Show(Estimate.Value)} ({ShowEnds(Estimate.Interval)}), {Shown.Counted(Estimate.Families, "family", "families")}";
    }

    public static IEnumerable<ChartGroup> Of(RunFigures figures)
    {
        Mark[] models = [.. figures.Indices.Where(static index => index.Index is not null).Select(static index => Of(index, Series.Name(index.Group.TargetId!)))];
        if (models.Length > 0)
        {
            return Of(
                figures, "index", "Censorship index", "points: sensitive minus analogue",
                "How many more of 100 sensitive questions were refused or blocked than of their analogues. Right of 0: the sensitive ones were withheld more often. An interval that covers 0 does not rule out that there is no difference, whatever its middle; a difference is claimed only where the interval leaves 0 out and the exact test agrees.",
                [.. Legend, new("zero", "0: no difference to analogues")], models,
                [.. figures.IndicesByLanguage.Where(static index => index.Index is not null).Select(static index => Of(index, Series.Language(index.Group)))]);
        }

        // One name, one quantity: what the headline is of.
        PromptRole? role = Series.HeadlineRole(figures);
        TrialFilter? filter = role is { } only ? new TrialFilter { Roles = [only] } : null;
        RateSummary[] languages = [.. figures.Run.Analysis.Rates(GroupBy.Target | GroupBy.Language, filter).Where(static rate => rate.Hard is not null)];
        return languages.Length == 0 ? [] : Of(
            figures, "rate", role is null ? "Refused or blocked" : "Sensitive questions refused or blocked", role is null ? "% of the answers" : "% of the answers to sensitive questions",
            $"Of 100 answers to {(role is null ? "the questions of all roles" : "sensitive questions (other roles are left out)")}, how many were refused or blocked, with the interval of what is likely of all such questions.", Legend,
            [.. figures.Run.Analysis.Rates(GroupBy.Target, filter).Where(static rate => rate.Hard is not null).Select(static rate => Of(rate, Series.Name(rate.Group.TargetId!)))],
            [.. languages.Select(static rate => Of(rate, Series.Language(rate.Group)))]);
    }

    private static Mark Of(CensorshipIndex index, string name) => new(index.Group.TargetId!, name, index.Index!.Difference, index.IsDescriptive, Shown.Points, Shown.Points);

    private static Mark Of(RateSummary rate, string name) => new(rate.Group.TargetId!, name, rate.Hard!, rate.IsDescriptive, Shown.Percent, Shown.Percent);

    private static IEnumerable<ChartGroup> Of(RunFigures figures, string id, string what, string unit, string reading, IReadOnlyList<LegendEntry> legend, Mark[] models, Mark[] languages)
    {
        string lacking = id == "index" ? "no pairs of a sensitive question and its analogue that could be judged" : "no such answers that could be judged";
        if (models.Length > 1)
        {
            yield return new ChartGroup
            {
                Name = id, Title = $"{what}, per model", Reading = reading, Legend = legend, IsWide = true, Note = Series.NotDrawn(figures, models.Select(static mark => mark.Target), lacking, isCut: false), Figures = [Figure("", models, Domain(models), unit, "Model", what)],
            };
        }

        if (models.Length == 1 || languages.Select(static mark => mark.Name).Distinct(StringComparer.Ordinal).Skip(1).Any())
        {
            string domain = Domain(languages);
            yield return new ChartGroup
            {
                Name = $"{id}-by-language", Title = $"{what}, per language", Reading = reading, Legend = legend, Note = Series.NotDrawn(figures, languages.Select(static mark => mark.Target), lacking),
                Figures = [.. Series.PerTarget(languages, static mark => new TrialGroup(mark.Target)).Select(target => Figure(target.Key, [.. target.OrderBy(static mark => mark.Name, StringComparer.Ordinal)], domain, unit, "Language", what))],
            };
        }
    }

    private static ChartFigure Figure(string target, Mark[] marks, string domain, string unit, string rows, string what)
    {
        Mark most = marks.MaxBy(static mark => mark.Estimate.Value)!;
        JsonArray data = ChartJson.Rows(marks.Select(static mark => new JsonObject
        {
            ["name"] = mark.Name, ["value"] = Hundred(mark.Estimate.Value), ["low"] = Hundred(mark.Estimate.Low), ["high"] = Hundred(mark.Estimate.High), ["few"] = mark.IsDescriptive,
            ["shown"] = mark.Show(mark.Estimate.Value) + (mark.IsDescriptive ? "*" : ""), ["tip"] = $"{mark.Name}: {mark.Text}",
        }));
        return new ChartFigure(
            target, $"{(target.Length == 0 ? "" : Series.Name(target) + ": ")}the largest is {most.Name} with {most.Text}.",
            ChartJson.Specification(Specification.Replace("DOMAIN", domain, StringComparison.Ordinal).Replace("UNIT", unit, StringComparison.Ordinal), data, 26 * marks.Length), new ChartTable(
                [rows, what, "95 % interval", "Families"],
                [.. marks.Select(static mark => new[] { mark.Name, mark.Show(mark.Estimate.Value), mark.ShowEnds(mark.Estimate.Interval), Shown.Count(mark.Estimate.Families) })]));
    }

    private static JsonNode? Hundred(double? value) => ChartJson.Number(100 * value);

    private static string Domain(IReadOnlyList<Mark> marks)
    {
        double low = Math.Min(0, marks.Min(static mark => mark.Estimate.Low ?? mark.Estimate.Value)), high = Math.Max(0.1, marks.Max(static mark => mark.Estimate.High ?? mark.Estimate.Value));
        return $"{ChartJson.Text(100 * low)}, {ChartJson.Text(100 * high)}";
    }
}
