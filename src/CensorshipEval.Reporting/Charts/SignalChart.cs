using System.Text.Json.Nodes;
using CensorshipEval.Analysis;
using CensorshipEval.Reporting.Figures;

namespace CensorshipEval.Reporting.Charts;

/// <summary>Where withholding was observed: block, retraction or the text itself, as stacked bars.</summary>
internal static class SignalChart
{
    private const string Specification = """
        {
          "usermeta": { "rows": "name", "right": 56 },
          "encoding": {
            "y": { "field": "name", "type": "nominal", "sort": null, "title": null },
            "tooltip": { "field": "tip" }
          },
          "layer": [
            { "mark": { "type": "bar", "stroke": "var(--paper)", "strokeWidth": 1, "height": 20 },
              "encoding": {
                "x": { "field": "from", "type": "quantitative", "title": "% of the answers", "scale": { "domain": [0, MOST], "nice": true }, "axis": { "tickCount": 6 } },
                "x2": { "field": "to" },
                "fill": { "field": "signal", "type": "nominal", "legend": null,
                          "scale": { "domain": [0, 1, 2, 3], "range": ["url(#signal-1)", "url(#signal-2)", "url(#signal-3)", "url(#signal-4)"] } } } },
            { "transform": [{ "filter": "datum.last" }],
              "mark": { "type": "text", "align": "left", "dx": 6, "fontWeight": 600 },
              "encoding": { "x": { "field": "to", "type": "quantitative" }, "text": { "field": "total" } } }
          ]
        }
        """;

    private static readonly ObservedSignal[] Signals = Enum.GetValues<ObservedSignal>();

    public static ChartGroup? Of(RunFigures figures)
    {
        PromptRole? role = Series.HeadlineRole(figures);
        TrialFilter? filter = role is { } only ? new TrialFilter { Roles = [only] } : null;
        RateSummary[] languages = [.. figures.Run.Analysis.Rates(GroupBy.Target | GroupBy.Language, filter).Where(static rate => rate.Hard is not null)];
        RateSummary[] roles = [.. (role is null ? figures.Run.Analysis.Rates(GroupBy.Target) : figures.ByRole).Where(static rate => rate.Hard is not null && rate.Group.Role is not (PromptRole.SafetyControl or PromptRole.Neutral))];
        if (roles.Length == 0) return null;
        double most = Math.Max(0.05, roles.Concat(languages).Max(static rate => rate.HardRate ?? 0));
        string specification = Specification.Replace("MOST", ChartJson.Text(Math.Min(100, 100 * most)), StringComparison.Ordinal);
        return new ChartGroup
        {
            Name = "signals", Title = "Where it was observed",
            Reading = "Of 100 answers, how many were withheld and where that was seen. A block or a withdrawn text is the host's own signal; a refusal in the text may be the model's or the host's." + (role is null ? " Questions of all roles are counted together." : " Bars of languages are of sensitive questions alone."),
            Legend = [.. Signals.Select((signal, i) => new LegendEntry($"signal-{i + 1}", Shown.Signal(signal)))],
            Note = Series.NotDrawn(figures, roles.Select(static rate => rate.Group.TargetId), "no such answers that could be judged"),
            Figures =
            [
                .. Series.PerTarget(roles, static rate => rate.Group).Select(target => Figure(target.Key,
                    [
                        .. target.OrderBy(static rate => rate.Group.Role).Select(static rate => (Name(rate), rate)),
                        .. languages.Where(rate => rate.Group.TargetId == target.Key).OrderBy(static rate => Series.Language(rate.Group), StringComparer.Ordinal).Select(static rate => (Series.Language(rate.Group), rate)),
                    ], specification)),
            ],
        };
    }

    private static string Name(RateSummary rate) => rate.Group.Role switch
    {
        null => "All questions",
        PromptRole.Sensitive => "All sensitive",
        PromptRole.Analogue => "All analogues",
        _ => "All benign",
    };

    private static ChartFigure Figure(string target, (string Name, RateSummary Rate)[] bars, string specification)
    {
        (string name, RateSummary first) = bars[0];
        JsonArray rows = ChartJson.Rows(bars.SelectMany(static bar => Segments(bar.Name, bar.Rate)));
        return new ChartFigure(
            target, $"{Series.Name(target)}, {name.ToLowerInvariant()}: {Shown.Percent(first.HardRate)} % withheld; {Shown.Listed([.. Signals.Select(signal => $"{Shown.Percent(Share(first, signal))} % {Shown.Signal(signal)}")])}.",
            ChartJson.Specification(specification, rows, 28 * bars.Length), new ChartTable(
                ["Of", .. Signals.Select(static signal => Shown.Signal(signal) + " %"), "together %", "Answers"],
                [.. bars.Select(static bar => (IReadOnlyList<string>)[bar.Name, .. Signals.Select(signal => Shown.Percent(Share(bar.Rate, signal))), Shown.Percent(bar.Rate.HardRate), Shown.Count(bar.Rate.Trials)])]));
    }

    private static JsonObject[] Segments(string name, RateSummary rate)
    {
        double from = 0;
        ObservedSignal[] seen = [.. Signals.Where(signal => Share(rate, signal) > 0)];
        if (seen.Length == 0) return [new JsonObject { ["name"] = name, ["from"] = 0, ["to"] = 0, ["signal"] = 0, ["last"] = true, ["total"] = "0 %", ["tip"] = $"{name}: none" }];
        return [.. seen.Select((signal, i) =>
        {
            double start = from;
            from += Share(rate, signal);
            return new JsonObject
            {
                ["name"] = name, ["from"] = ChartJson.Number(100 * start), ["to"] = ChartJson.Number(100 * from), ["signal"] = (int)signal, ["last"] = i == seen.Length - 1,
                ["total"] = Shown.Percent(rate.HardRate) + " %", ["tip"] = $"{name}: {Shown.Percent(Share(rate, signal))} % {Shown.Signal(signal)}",
            };
        })];
    }

    private static double Share(RateSummary rate, ObservedSignal signal) => rate.Signals.TryGetValue(signal, out Estimate? share) ? share.Value : 0;
}
