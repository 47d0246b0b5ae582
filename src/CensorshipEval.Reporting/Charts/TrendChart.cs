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
          "usermeta": { "left": 56, "top": 40, "right": 16, "bottom": 44 },
          "encoding": {
            "x": { "field": "run", "type": "ordinal", "sort": null, "title": null, "axis": { "labelAngle": 0, "labelOverlap": "greedy", "labelLimit": 200, "labelExpr": "split(datum.label, '\\n')" } },
            "tooltip": { "field": "tip" }
          },
          "layer": [
            { "mark": { "type": "line", "stroke": "var(--accent)", "strokeWidth": 1.5, "tooltip": null }, "encoding": { "y": { "field": "value", "type": "quantitative" } } },
            { "mark": { "type": "rule", "stroke": "var(--accent)", "strokeWidth": 2.5 },
              "encoding": {
                "y": { "field": "low", "type": "quantitative", "title": "index in points", "scale": { "domain": [DOMAIN], "nice": true },
                       "axis": { "grid": true, "tickCount": 5, "titleAngle": 0, "titleAlign": "left", "titleBaseline": "bottom", "titleX": -48, "titleY": -24 } },
                "y2": { "field": "high" } } },
            { "mark": { "type": "point", "filled": true, "opacity": 1, "size": 90, "stroke": "var(--accent)", "strokeWidth": 2 },
              "encoding": { "y": { "field": "value", "type": "quantitative" },
                            "fill": { "condition": { "test": "datum.few", "value": "var(--paper)" }, "value": "var(--accent)" } } },
            { "mark": { "type": "text", "align": "center", "baseline": "bottom", "dy": -8, "fontWeight": 600 },
              "encoding": { "y": { "field": "top", "type": "quantitative" }, "text": { "field": "shown" } } }
          ]
        }
        """;

    /// <param name="Run">Id of the run, and when it was begun.</param>
    /// <param name="Label">What stands below the point: when and which, in two lines.</param>
    /// <param name="Index">What was found.</param>
    private sealed record Point((string Id, string Begun) Run, string Label, CensorshipIndex Index);

    public static ChartGroup? Of(RunFigures figures)
    {
        if (figures.Run.Earlier.Count == 0) return null;
        var runs = new List<((string Id, string Begun) Run, string Label, IReadOnlyList<CensorshipIndex> Indices)>();
        foreach (EarlierRun earlier in figures.Run.Earlier) Add(earlier.RunId, earlier.CreatedAt, earlier.Analysis.Indices());
        Add(figures.Run.RunId, figures.Run.CreatedAt, figures.Indices);
        string?[] targets = [.. figures.Indices.Where(static index => index.Index is not null).Select(static index => index.Group.TargetId)];
        Point[] points = [.. runs.SelectMany(static run => run.Indices.Where(static index => index.Index is not null).Select(index => new Point(run.Run, run.Label, index))).Where(point => targets.Contains(point.Index.Group.TargetId))];
        if (points.Length == 0) return null;
        double low = Math.Min(0, points.Min(static point => point.Index.Index!.Difference.Low ?? point.Index.Index.Difference.Value)), high = Math.Max(0.1, points.Max(static point => point.Index.Index!.Difference.High ?? point.Index.Index.Difference.Value));
        string specification = Specification.Replace("DOMAIN", $"{ChartJson.Text(100 * low)}, {ChartJson.Text(100 * high)}", StringComparison.Ordinal);
        return new ChartGroup
        {
            Name = "trend", Title = "The index over several runs",
            Reading = "The censorship index of each run, the latest at the right, named by when it was begun and by its id. Runs may have asked other prompts: whether a change is one is told by the table of changes, which compares the same prompts alone.",
            Legend = [new("dot", "index, with its 95 % interval"), new("dot hollow", "under 20 families (*): a description, and no proof")],
            Note = Series.NotDrawn(figures, points.Select(static point => point.Index.Group.TargetId), "no pairs of a sensitive question and its analogue that could be judged"),
            Figures = [.. Series.PerTarget(points, static point => point.Index.Group).Select(target => Figure(target.Key, [.. target], specification))],
        };

        // Labels are what the drawing tells points apart by, so two runs of one name and minute are numbered.
        void Add(string id, DateTimeOffset? begun, IReadOnlyList<CensorshipIndex> indices)
        {
            string name = Series.Name(id), when = begun?.ToUniversalTime().ToString("d MMM yyyy, HH:mm 'UTC'", CultureInfo.InvariantCulture) ?? "", label = when.Length > 0 ? $"{when}\n{name}" : name;
            runs.Add(((name, when), runs.Exists(run => run.Label == label) ? $"{label} ({runs.Count + 1})" : label, indices));
        }
    }

    private static ChartFigure Figure(string target, Point[] points, string specification)
    {
        JsonArray rows = ChartJson.Rows(points.Select(static point => new JsonObject
        {
            ["run"] = point.Label, ["value"] = ChartJson.Number(100 * point.Index.Index!.Difference.Value), ["low"] = ChartJson.Number(100 * point.Index.Index.Difference.Low),
            ["high"] = ChartJson.Number(100 * point.Index.Index.Difference.High), ["top"] = ChartJson.Number(100 * (point.Index.Index.Difference.High ?? point.Index.Index.Difference.Value)),
            ["few"] = point.Index.IsDescriptive, ["shown"] = Value(point),
            ["tip"] = $"{point.Run.Id}, {point.Run.Begun}: {Text(point.Index)}",
        }));
        return new ChartFigure(
            target, $"{Series.Name(target)}: from {Text(points[0].Index)} in the first run to {Text(points[^1].Index)} in the last.", ChartJson.Specification(specification, rows, 220),
            new ChartTable(["Run", "Begun", "Index", "95 % interval", "Families"], [.. points.Select(static point => new[] { point.Run.Id, point.Run.Begun, Value(point), Shown.Points(point.Index.Index!.Difference.Interval), Shown.Count(point.Index.Index.Families) })]));
    }

    private static string Value(Point point) => Shown.Points(point.Index.Index!.Difference.Value) + (point.Index.IsDescriptive ? "*" : "");

    private static string Text(CensorshipIndex index) => $"{Shown.Points(index.Index!.Difference.Value)} points ({Shown.Points(index.Index.Difference.Interval)})";
}
