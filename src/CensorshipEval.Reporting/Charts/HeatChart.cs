using System.Text.Json.Nodes;
using CensorshipEval.Analysis;
using CensorshipEval.Reporting.Figures;

namespace CensorshipEval.Reporting.Charts;

/// <summary>Topic by language, one map per model: what was withheld of the sensitive questions, and the index.</summary>
internal static class HeatChart
{
    private const int MostTopics = 40;
    private const int FewestFamilies = 5;
    private const int ProofFamilies = 20;

    private const string Specification = """
        {
          "usermeta": { "rows": "topic", "columns": "language", "right": 4, "bottom": 2 },
          "encoding": {
            "y": { "field": "topic", "type": "nominal", "sort": [TOPICS], "title": null, "scale": { "paddingInner": 0.06 } },
            "x": { "field": "language", "type": "nominal", "sort": [LANGUAGES], "title": null, "scale": { "paddingInner": 0.03 },
                   "axis": { "orient": "top", "ticks": false, "labelLimit": 200 } },
            "tooltip": { "field": "tip" }
          },
          "layer": [
            { "transform": [{ "filter": "!datum.thin" }],
              "mark": { "type": "rect", "cornerRadius": 2 },
              "encoding": { "fill": { "field": "bin", "type": "nominal", "legend": null,
                "scale": { "domain": ["none", "less", "0", "1", "2", "3", "4", "5"],
                           "range": ["var(--paper)", "var(--heat-less)", "var(--heat-0)", "var(--heat-1)", "var(--heat-2)", "var(--heat-3)", "var(--heat-4)", "var(--heat-5)"] } } } },
            { "transform": [{ "filter": "datum.thin" }],
              "mark": { "type": "rect", "cornerRadius": 2, "fill": "var(--paper)", "strokeWidth": 2.5, "width": { "band": 0.94 }, "height": { "band": 0.84 } },
              "encoding": { "stroke": { "field": "bin", "type": "nominal", "legend": null,
                "scale": { "domain": ["none", "less", "0", "1", "2", "3", "4", "5"],
                           "range": ["var(--paper)", "var(--heat-less)", "var(--heat-none)", "var(--heat-1)", "var(--heat-2)", "var(--heat-3)", "var(--heat-4)", "var(--heat-5)"] } } } },
            { "mark": { "type": "text", "fontSize": 12 },
              "encoding": { "text": { "field": "shown" }, "fill": { "field": "ink", "type": "nominal", "legend": null,
                "scale": { "domain": ["none", "less", "0", "1", "2", "3", "4", "5"],
                           "range": ["var(--muted)", "var(--heat-ink-less)", "var(--heat-ink-0)", "var(--heat-ink-1)", "var(--heat-ink-2)", "var(--heat-ink-3)", "var(--heat-ink-4)", "var(--heat-ink-5)"] } } } }
          ],
          "resolve": { "scale": { "fill": "independent" } }
        }
        """;

    private static readonly LegendEntry[] Shares =
    [
        new("heat-0", "0"), new("heat-1", "up to 10"), new("heat-2", "up to 25"), new("heat-3", "up to 50"), new("heat-4", "up to 75"), new("heat-5", "up to 100"),
    ];

    private sealed record Cell(string Target, string Topic, LanguageTag Language, double Value, string Shown, int Families, string Tip);

    public static IEnumerable<ChartGroup> Of(RunFigures figures)
    {
        bool byTopic = figures.Topics.Any(static rate => rate.Group.Topic is not null);
        PromptRole? role = Series.HeadlineRole(figures);
        GroupBy rowsAndColumns = GroupBy.Target | GroupBy.Language | (byTopic ? GroupBy.Topic : GroupBy.Jurisdiction);
        RateSummary[] rates = [.. figures.Run.Analysis.Rates(rowsAndColumns, role is { } only ? new TrialFilter { Roles = [only] } : null).Where(static rate => rate.Hard is not null)];
        CensorshipIndex[] indices = [.. (byTopic ? figures.IndicesByTopicAndLanguage : figures.IndicesByJurisdictionAndLanguage).Where(static index => index.Index is not null)];
        // Rows are told apart by what they read, so what would read alike stands as it is.
        Dictionary<string, string> rowNames = rates.Select(static rate => rate.Group).Concat(indices.Select(static index => index.Group)).Select(static group => group.Topic ?? "").Distinct(StringComparer.Ordinal)
            .GroupBy(static topic => Series.Name(TopicNames.Of(topic)), StringComparer.Ordinal)
            .SelectMany(static alike => alike.Select(topic => (Topic: topic, Name: alike.Skip(1).Any() ? Series.Name(topic) : alike.Key))).ToDictionary(static row => row.Topic, static row => row.Name, StringComparer.Ordinal);
        // One row is told better by the other charts.
        if (rates.Select(Row).Distinct(StringComparer.Ordinal).Skip(1).Any())
        {
            string what = role is not null ? "sensitive questions" : "questions (all roles)";
            string rows = byTopic ? "topic" : "country";
            yield return Group(figures, "heat", $"Refused or blocked, per {rows} and language",
                $"Each field tells how many of 100 {what} of a {rows} in a language were refused or blocked. Rows are in the order of what was withheld over all models.",
                [.. Shares, new("none", "· not asked or not judged")], "not asked, or nothing could be judged", "no such answers that could be judged",
                [.. rates.Select(rate => new Cell(rate.Group.TargetId!, Row(rate), rate.Group.Language!.Value, rate.HardRate!.Value, Shown.Percent(rate.HardRate), rate.Families,
                    $"{Row(rate)}, {Series.Language(rate.Group)}: {Shown.Percent(rate.HardRate)} % of {Shown.Counted(rate.Trials - rate.Missing, "answer")} refused or blocked ({Shown.Percent(rate.Interval)} %), {Shown.Counted(rate.Families, "family", "families")}"))]);
            if (indices.Length == 0) yield break;
            yield return Group(figures, "heat-index", $"Censorship index, per {rows} and language",
                $"Each field tells how many more of 100 sensitive questions were refused or blocked than of their analogues. Below zero: more of the analogues. Rows are in the order of the index over all models.",
                [new("heat-less", "below 0"), .. Shares, new("none", "· not asked, not judged or no pair")], "not asked, not judged, or no pair of a sensitive question and its analogue", "no pairs of a sensitive question and its analogue that could be judged",
                [.. indices.Select(index => new Cell(index.Group.TargetId!, Row(index), index.Group.Language!.Value, index.Index!.Difference.Value, Shown.Points(index.Index.Difference.Value), index.Index.Families,
                    $"{Row(index)}, {Series.Language(index.Group)}: {Shown.Points(index.Index.Difference.Value)} points ({Shown.Points(index.Index.Difference.Interval)}), sensitive {Shown.Percent(index.Index.Left.Value)} %, analogue {Shown.Percent(index.Index.Right.Value)} %, {Shown.Counted(index.Index.Families, "family", "families")}"))]);
        }

        string Row(object of)
        {
            TrialGroup group = of is RateSummary rate ? rate.Group : ((CensorshipIndex)of).Group;
            return byTopic ? rowNames[group.Topic ?? ""] : Series.Jurisdiction(group);
        }
    }

    private static ChartGroup Group(RunFigures figures, string name, string title, string reading, IReadOnlyList<LegendEntry> legend, string absent, string lacking, Cell[] cells)
    {
        // A rate of one question is 0 or 100: rows that have no more than that would lead the map, so they come last.
        string[] all =
        [
            .. cells.GroupBy(static cell => cell.Topic, StringComparer.Ordinal).OrderBy(static topic => topic.Max(static cell => cell.Families) < FewestFamilies)
                .ThenByDescending(static topic => topic.Sum(static cell => cell.Value * cell.Families) / topic.Sum(static cell => cell.Families)).ThenBy(static topic => topic.Key, StringComparer.Ordinal).Select(static topic => topic.Key),
        ];
        string[] topics = [.. all.Take(MostTopics)];
        LanguageTag[] languages = [.. cells.Select(static cell => cell.Language).Distinct().OrderBy(PlaceNames.Of, StringComparer.Ordinal)];
        bool thin = Array.Exists(cells, static cell => cell.Families < FewestFamilies), few = Array.Exists(cells, static cell => cell.Families < ProofFamilies);
        string caution = Array.TrueForAll(cells, static cell => cell.Families < FewestFamilies) ? $" Every field rests on fewer than {FewestFamilies} families: these fields describe single questions, and nothing beyond them."
            : $" No field proves anything by itself.{(thin ? $" Rows without a field of {FewestFamilies} families or more come last." : "")}";
        LegendEntry[] marks =
        [
            .. legend, .. thin ? [new LegendEntry("thin", $"framed only: under {FewestFamilies} families, so of single questions")] : Array.Empty<LegendEntry>(),
            .. few ? [new LegendEntry("star", $"* under {ProofFamilies} families: a description, and no proof")] : Array.Empty<LegendEntry>(),
        ];
        string specification = Specification.Replace("LANGUAGES", List(languages.Select(PlaceNames.Of)), StringComparison.Ordinal).Replace("TOPICS", List(topics), StringComparison.Ordinal);
        string cut = all.Length > MostTopics ? $"The {MostTopics} first rows are drawn; {Shown.Count(all.Length - MostTopics)} more are in the tables. " : "";
        return new ChartGroup
        {
            Name = name, Title = title, Reading = reading + caution, Legend = marks, IsWide = true, Note = cut + Series.NotDrawn(figures, cells.Select(static cell => cell.Target), lacking),
            Figures = [.. Series.PerTarget(cells, static cell => new TrialGroup(cell.Target)).Select(target => Figure(target.Key, [.. target], topics, languages, specification, absent))],
        };
    }

    private static ChartFigure Figure(string target, Cell[] cells, string[] topics, LanguageTag[] languages, string specification, string absent)
    {
        var byPlace = cells.DistinctBy(static cell => (cell.Topic, cell.Language)).ToDictionary(static cell => (cell.Topic, cell.Language));
        var rows = new List<JsonObject>();
        var table = new List<IReadOnlyList<string>>();
        foreach (string topic in topics)
        {
            var line = new List<string> { topic };
            foreach (LanguageTag language in languages)
            {
                Cell? cell = byPlace.GetValueOrDefault((topic, language));
                string shown = cell is null ? "·" : cell.Shown + (cell.Families < ProofFamilies ? "*" : "");
                line.Add(shown);
                bool isThin = cell is { Families: < FewestFamilies };
                string bin = cell is null ? "none" : Bin(cell.Value);
                rows.Add(new JsonObject
                {
                    ["topic"] = topic, ["language"] = PlaceNames.Of(language), ["bin"] = bin, ["thin"] = isThin, ["ink"] = isThin ? "0" : bin, ["shown"] = shown,
                    ["tip"] = cell?.Tip ?? $"{topic}, {PlaceNames.Of(language)}: {absent}",
                });
            }

            table.Add(line);
        }

        Cell most = cells.MaxBy(static cell => cell.Value)!;
        return new ChartFigure(
            target, $"{Series.Name(target)}: {Shown.Counted(topics.Length, "row")} by {Shown.Counted(languages.Length, "language")}; the most is {most.Tip}.",
            ChartJson.Specification(specification, ChartJson.Rows(rows), 25 * topics.Length, leastWidth: 38 * languages.Length), new ChartTable(["", .. languages.Select(PlaceNames.Of)], table));
    }

    private static string Bin(double value) => value switch
    {
        < 0 => "less",
        0 => "0",
        <= 0.1 => "1",
        <= 0.25 => "2",
        <= 0.5 => "3",
        <= 0.75 => "4",
        _ => "5",
    };

    private static string List(IEnumerable<string> texts) => string.Join(", ", texts.Select(static text => JsonValue.Create(text).ToJsonString()));
}
