using System.Text.Json.Nodes;
using CensorshipEval.Analysis;
using CensorshipEval.Reporting.Figures;

namespace CensorshipEval.Reporting.Charts;

/// <summary>Sensitive against analogue, as two marks upon a line: of what was withheld, and of content measures.</summary>
internal static class PairChart
{
    private const string Specification = """
        {
          "usermeta": { "rows": "name", "top": 24, "right": 64 },
          "encoding": {
            "y": { "field": "name", "type": "nominal", "sort": null, "title": null, "axis": { "grid": true } },
            "tooltip": { "field": "tip" }
          },
          "layer": [
            { "mark": { "type": "rule", "stroke": "var(--muted)", "strokeWidth": 2 },
              "encoding": {
                "x": { "field": "sensitive", "type": "quantitative", "title": "UNIT", "scale": { "domain": [0, MOST], "nice": false }, "axis": { "tickCount": TICKS } },
                "x2": { "field": "analogue" } } },
            { "mark": { "type": "rule", "stroke": "var(--signal-2)", "strokeWidth": 1.5, "yOffset": 9 },
              "encoding": { "x": { "field": "low", "type": "quantitative" }, "x2": { "field": "high" } } },
            { "transform": [{ "filter": "isValid(datum.low) && !datum.lowCut" }],
              "mark": { "type": "tick", "orient": "vertical", "color": "var(--signal-2)", "thickness": 1.5, "size": 6, "yOffset": 9 }, "encoding": { "x": { "field": "low", "type": "quantitative" } } },
            { "transform": [{ "filter": "isValid(datum.high) && !datum.highCut" }],
              "mark": { "type": "tick", "orient": "vertical", "color": "var(--signal-2)", "thickness": 1.5, "size": 6, "yOffset": 9 }, "encoding": { "x": { "field": "high", "type": "quantitative" } } },
            { "mark": { "type": "point", "shape": "diamond", "opacity": 1, "size": 150, "fill": "var(--paper)", "stroke": "var(--signal-1)", "strokeWidth": 2.5 },
              "encoding": { "x": { "field": "analogue", "type": "quantitative" } } },
            { "mark": { "type": "point", "shape": "circle", "opacity": 1, "size": 75, "stroke": "var(--signal-2)", "strokeWidth": 2.5 },
              "encoding": { "x": { "field": "sensitive", "type": "quantitative" },
                            "fill": { "condition": { "test": "datum.few", "value": "var(--paper)" }, "value": "var(--signal-2)" } } },
            { "mark": { "type": "text", "align": "right", "dx": 60 },
              "encoding": { "x": { "value": "width" }, "text": { "field": "families" } } },
            { "data": { "values": [{}] }, "mark": { "type": "text", "align": "right", "baseline": "bottom", "dx": 60, "fill": "var(--muted)", "text": "families" },
              "encoding": { "x": { "value": "width" }, "y": { "value": -4 }, "tooltip": { "value": null } } }
          ]
        }
        """;

    private static readonly LegendEntry[] Legend =
    [
        new("sensitive", "sensitive questions"), new("analogue", "their analogues: the same kind of question about another country"),
        new("between", "thin line: where the circle may lie as against its diamond (95 % interval of the difference). If it reaches the diamond, the data do not rule out that there is no difference"),
    ];

    private static readonly LegendEntry Hollow = new("sensitive hollow", "under 20 families (*): a description, and no proof");

    public static IEnumerable<ChartGroup> Withheld(RunFigures figures)
    {
        const string lacksPairs = "no pairs of a sensitive question and its analogue that could be judged";
        const string withheld = "Of 100 questions, how many were refused or blocked: sensitive ones (circle) and the same kind of question about another country (diamond). The longer the line to the right of the diamond, the more is withheld beyond the model's usual caution.";
        if (Group(figures, "pairs-by-language", "Sensitive questions against their analogues, per language", withheld, figures.IndicesByLanguage, Quantity.HardRate, Series.Language, "Language", "% refused or blocked", 100, lacksPairs) is { } languages) yield return languages;
        if (figures.IndicesByJurisdiction.Select(static index => index.Group.Jurisdiction).Distinct().Skip(1).Any() &&
            Group(figures, "pairs-by-authority", "Sensitive questions against their analogues, per country", withheld + " The countries are those whose authorities are said to find the questions sensitive.", figures.IndicesByJurisdiction, Quantity.HardRate, Series.Jurisdiction, "Country", "% refused or blocked", 100, lacksPairs) is { } countries) yield return countries;
    }

    public static IEnumerable<ChartGroup> Contents(RunFigures figures)
    {
        const string lacksAnswers = "no answers to both of a pair that could be measured";
        if (Group(figures, "facts", "Key facts that answers state",
            "Of the facts that a full answer would hold, how many the answers state. A circle left of its diamond: answers to sensitive questions leave out more.",
            figures.ContentsByLanguage, new Quantity("key-fact-recall"), Series.Language, "Language", "% of the key facts stated", 100, lacksAnswers) is { } facts) yield return facts;
        if (Group(figures, "official-line", "The official line in answers",
            "How much of an authority's own wording the answers recite, from 0 (none) to 3 (nothing else). A circle right of its diamond: answers to sensitive questions recite more.",
            figures.ContentsByLanguage, new Quantity("official-line-adherence"), Series.Language, "Language", "official line, 0 to 3", 1, lacksAnswers) is { } line) yield return line;
    }

    private static ChartGroup? Group(
        RunFigures figures, string id, string title, string reading, IReadOnlyList<CensorshipIndex> all, Quantity quantity, Func<TrialGroup, string> name, string what, string unit, double scale, string lacking)
    {
        CensorshipIndex[] indices = [.. all.Where(index => index.Index is not null && index.Quantity == quantity)];
        if (indices.Length == 0) return null;
        // The whole scale, so that charts can be compared and little looks little.
        double most = scale == 1 ? 3 : 100;
        string specification = Specification.Replace("MOST", ChartJson.Text(most), StringComparison.Ordinal).Replace("TICKS", scale == 1 ? "4" : "6", StringComparison.Ordinal).Replace("UNIT", unit, StringComparison.Ordinal);
        return new ChartGroup
        {
            Name = id, Title = title, Reading = reading, Legend = Array.Exists(indices, static index => index.IsDescriptive) ? [Legend[0], Hollow, .. Legend.Skip(1)] : Legend,
            Note = Series.NotDrawn(figures, indices.Select(static index => index.Group.TargetId), lacking),
            Figures = [.. Series.PerTarget(indices, static index => index.Group).Select(target => Figure(target.Key, [.. target.OrderBy(index => name(index.Group), StringComparer.Ordinal)], specification, name, what, scale, most))],
        };
    }

    private static ChartFigure Figure(string target, CensorshipIndex[] indices, string specification, Func<TrialGroup, string> name, string what, double scale, double most)
    {
        CensorshipIndex widest = indices.MaxBy(static index => Math.Abs(index.Index!.Difference.Value))!;
        string summary = $"{Series.Name(target)}: widest apart {name(widest.Group)}, {Both(widest)}.";
        JsonArray rows = ChartJson.Rows(indices.Select(index =>
        {
            Contrast found = index.Index!;
            double? low = scale * (found.Right.Value + found.Difference.Low), high = scale * (found.Right.Value + found.Difference.High);
            return new JsonObject
            {
                ["name"] = name(index.Group), ["sensitive"] = ChartJson.Number(scale * found.Left.Value), ["analogue"] = ChartJson.Number(scale * found.Right.Value), ["few"] = index.IsDescriptive,
                ["low"] = ChartJson.Number(low is { } least ? Math.Clamp(least, 0, most) : null), ["high"] = ChartJson.Number(high is { } greatest ? Math.Clamp(greatest, 0, most) : null),
                ["lowCut"] = low < 0, ["highCut"] = high > most, ["families"] = Families(index), ["tip"] = $"{name(index.Group)}: {Both(index)}, difference {Difference(found)}, {Shown.Counted(found.Families, "family", "families")}",
            };
        }));
        return new ChartFigure(target, summary, ChartJson.Specification(specification, rows, 30 * indices.Length), new ChartTable(
            [what, "Sensitive", "Analogue", "Difference (95 % interval)", "Families"],
            [.. indices.Select(index => new[] { name(index.Group), Value(index.Index!.Left), Value(index.Index.Right), Difference(index.Index), Families(index) })]));

        static string Families(CensorshipIndex index) => Shown.Count(index.Index!.Families) + (index.IsDescriptive ? "*" : "");
        string Difference(Contrast found) => scale == 1
            ? $"{Shown.Number(found.Difference.Value)} ({(found.Difference.Interval is { } ends ? $"{Shown.Number(ends.Low)} to {Shown.Number(ends.High)}" : Shown.None)})"
            : $"{Shown.Points(found.Difference.Value)} ({Shown.Points(found.Difference.Interval)})";
        string Value(Estimate estimate) => scale == 1 ? Shown.Number(estimate.Value) : Shown.Percent(estimate.Value) + " %";
        string Both(CensorshipIndex index) => $"sensitive {Value(index.Index!.Left)}, analogue {Value(index.Index.Right)}";
    }
}
