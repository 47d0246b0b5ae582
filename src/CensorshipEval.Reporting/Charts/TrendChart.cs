using System.Globalization;
using System.Text.Json.Nodes;
using CensorshipEval.Analysis;
using CensorshipEval.Reporting.Figures;

namespace CensorshipEval.Reporting.Charts;

/// <summary>The index of every model over several runs.</summary>
internal static class TrendChart
{
    private const string Specification = """
        {
          "usermeta": { "left": 56, "top": 26, "right": 40, "bottom": 26 },
          "encoding": {
            "x": { "field": "run", "type": "ordinal", "sort": null, "title": null, "axis": { "labelAngle": 0, "labelOverlap": "greedy" } },
            "tooltip": { "field": "tip" }
          },
          "layer": [
            { "mark": { "type": "line", "stroke": "var(--accent)", "strokeWidth": 1.5, "tooltip": null }, "encoding": { "y": { "field": "value", "type": "quantitative" } } },
            { "mark": { "type": "rule", "stroke": "var(--accent)", "strokeWidth": 2.5 },
              "encoding": {
                "y": { "field": "low", "type": "quantitative", "title": "index in points", "scale": { "domain": [DOMAIN], "nice": true },
                       "axis": { "grid": true, "tickCount": 5, "titleAngle": 0, "titleAlign": "left", "titleBaseline": "bottom", "titleX": -48, "titleY": -10 } },
                "y2": { "field": "high" } } },
            { "mark": { "type": "point", "filled": true, "opacity": 1, "size": 90, "stroke": "var(--accent)", "strokeWidth": 2 },
              "encoding": { "y": { "field": "value", "type": "quantitative" },
                            "fill": { "condition": { "test": "datum.few", "value": "var(--paper)" }, "value": "var(--accent)" } } },
            { "mark": { "type": "text", "align": "left", "dx": 8, "dy": -2, "fontWeight": 600 },
              "encoding": { "y": { "field": "value", "type": "quantitative" }, "text": { "field": "shown" } } }
          ]
        }
        """;

    private sealed record Point(string Run, CensorshipIndex Index);

    public static ChartGroup? Of(RunFigures figures)
    {
        if (figures.Run.Earlier.Count == 0) return null;
        var runs = new List<(string Name, IReadOnlyList<CensorshipIndex> Indices)>();
        foreach (EarlierRun earlier in figures.Run.Earlier) runs.Add((Name(earlier.CreatedAt, runs.Count), earlier.Analysis.Indices()));
        runs.Add((Name(figures.Run.CreatedAt, runs.Count), figures.Indices));
        string?[] targets = [.. figures.Indices.Where(static index => index.Index is not null).Select(static index => index.Group.TargetId)];
        Point[] points = [.. runs.SelectMany(static run => run.Indices.Where(static index => index.Index is not null).Select(index => new Point(run.Name, index))).Where(point => targets.Contains(point.Index.Group.TargetId))];
        if (points.Length == 0) return null;
        double low = Math.Min(0, points.Min(static point => point.Index.Index!.Difference.Low ?? point.Index.Index.Difference.Value)), high = Math.Max(0.1, points.Max(static point => point.Index.Index!.Difference.High ?? point.Index.Index.Difference.Value));
        string specification = Specification.Replace("DOMAIN", $"{ChartJson.Text(100 * low)}, {ChartJson.Text(100 * high)}", StringComparison.Ordinal);
        return new ChartGroup
        {
            Name = "trend", Title = "The index over several runs",
            Reading = "The censorship index of each run, the latest at the right. Runs may have asked other prompts: whether a change is one is told by the table of changes, which compares the same prompts alone.",
            Legend = [new("dot", "index, with its 95 % interval"), new("dot hollow", "under 20 families: a description, and no proof")],
            Note = Series.NotDrawn(figures),
            Figures = [.. Series.PerTarget(points, static point => point.Index.Group).Select(target => Figure(target.Key, [.. target], specification))],
        };

        string Name(DateTimeOffset? day, int earlier)
        {
            string name = day?.ToString("d MMM yyyy", CultureInfo.InvariantCulture) ?? $"run {earlier + 1}";
            return runs.Exists(run => run.Name == name) ? $"{name} ({earlier + 1})" : name;
        }
    }

    private static ChartFigure Figure(string target, Point[] points, string specification)
    {
        JsonArray rows = ChartJson.Rows(points.Select(static point => new JsonObject
        {
            ["run"] = point.Run, ["value"] = ChartJson.Number(100 * point.Index.Index!.Difference.Value), ["low"] = ChartJson.Number(100 * point.Index.Index.Difference.Low),
            ["high"] = ChartJson.Number(100 * point.Index.Index.Difference.High), ["few"] = point.Index.IsDescriptive, ["shown"] = Shown.Points(point.Index.Index.Difference.Value),
            ["tip"] = $"{point.Run}: {Text(point.Index)}",
        }));
        return new ChartFigure(
            target, $"{Shown.PlainName(target)}: from {Text(points[0].Index)} in the first run to {Text(points[^1].Index)} in the last.", ChartJson.Specification(specification, rows, 220),
            new ChartTable(["Run", "Index", "95 % interval", "Families"], [.. points.Select(static point => new[] { point.Run, Shown.Points(point.Index.Index!.Difference.Value), Shown.Points(point.Index.Index.Difference.Interval), Shown.Count(point.Index.Index.Families) })]));
    }

    private static string Text(CensorshipIndex index) => $"{Shown.Points(index.Index!.Difference.Value)} points ({Shown.Points(index.Index.Difference.Interval)})";
}
