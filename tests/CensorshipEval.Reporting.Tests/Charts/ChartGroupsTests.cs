using System.Text.Json.Nodes;
using CensorshipEval.Reporting.Charts;
using CensorshipEval.Reporting.Figures;
using CensorshipEval.Reporting.Tests.Runs;
using CensorshipEval.Storage;

namespace CensorshipEval.Reporting.Tests.Charts;

public sealed class ChartGroupsTests
{
    [Fact]
    public void Without_analogues_every_chart_is_of_sensitive_questions_alone()
    {
        // Of two sensitive questions one is refused, of eight harmless ones none.
        Trial[] trials =
        [
            Refused("s1", PromptRole.Sensitive, "en"), HandmadeRun.Trial(HandmadeRun.Prompt("s2", family: "s2", language: "fr")),
            .. Enumerable.Range(0, 8).Select(static i => HandmadeRun.Trial(HandmadeRun.Prompt($"b{i}", family: $"b{i}", role: PromptRole.Benign, language: i % 2 == 0 ? "en" : "fr"))),
        ];
        IReadOnlyList<ChartGroup> groups = Of(trials);
        ChartGroup rate = groups.Single(static group => group.Name == "rate-by-language");
        rate.Title.ShouldContain("Sensitive");
        Rows(rate).Select(static row => (double?)row["value"]).ShouldBe([100, 0]);
        Rows(groups.Single(static group => group.Name == "signals")).Select(static row => (string?)row["name"]).Distinct().ShouldBe(["All sensitive", "All benign", "English", "French"]);
    }

    [Fact]
    public void A_model_of_which_nothing_could_be_judged_is_named_below_the_charts()
    {
        Trial[] trials =
        [
            Refused("s1", PromptRole.Sensitive, "en"), Refused("s2", PromptRole.Sensitive, "fr"),
            HandmadeRun.Trial(HandmadeRun.Prompt("s1", family: "s1"), "", Delivery.TransportError, engagement: null, target: "silent"),
        ];
        IReadOnlyList<ChartGroup> groups = Of(trials);
        groups.ShouldNotBeEmpty();
        groups.ShouldAllBe(static group => group.Note.Contains("silent", StringComparison.Ordinal));
    }

    [Fact]
    public void Fields_of_few_families_are_starred_always_and_rows_of_single_questions_come_last()
    {
        Trial[] trials =
        [
            .. Enumerable.Range(0, 6).Select(static i => HandmadeRun.Trial(HandmadeRun.Prompt($"w{i}", family: $"w{i}", topic: "wide-topic"))),
            HandmadeRun.Trial(HandmadeRun.Prompt("n1", family: "n1", topic: "narrow"), "No.", engagement: Engagement.Refused),
        ];
        ChartGroup heat = Of(trials).Single(static group => group.Name == "heat");
        JsonObject[] rows = Rows(heat);
        rows.Select(static row => (string?)row["topic"]).ShouldBe(["wide topic", "narrow"]);
        rows.Select(static row => (string?)row["shown"]).ShouldBe(["0*", "100*"]);
        rows.Select(static row => (bool?)row["thin"]).ShouldBe([false, true]);
        heat.Legend.Select(static entry => entry.Mark).ShouldContain("star");
        heat.Legend.Select(static entry => entry.Mark).ShouldContain("thin");
    }

    [Fact]
    public void Topics_that_read_alike_keep_rows_of_their_own()
    {
        Trial[] trials = [Refused("a", PromptRole.Sensitive, "en", "hong-kong"), HandmadeRun.Trial(HandmadeRun.Prompt("b", family: "b", topic: "hong kong"))];
        Rows(Of(trials).Single(static group => group.Name == "heat")).Select(static row => (string?)row["topic"]).ShouldBe(["hong-kong", "hong kong"], ignoreOrder: true);
    }

    [Fact]
    public async Task Pairs_are_drawn_on_the_whole_scale_with_an_interval_within_it()
    {
        (InMemoryRunStore store, ReportedRun run) = await SimulatedRun.AskAsync();
        await using InMemoryRunStore kept = store;
        ChartGroup[] groups = [.. ChartGroups.Of(RunFigures.Of(run)).Where(static group => group.Name is "pairs-by-language" or "facts" or "official-line")];
        groups.Length.ShouldBe(3);
        foreach (ChartGroup group in groups)
        {
            double most = group.Name == "official-line" ? 3 : 100;
            group.Figures.ShouldAllBe(figure => figure.Specification.ToJsonString(null).Contains($"\"domain\":[0,{most}]", StringComparison.Ordinal));
            foreach (JsonObject row in Rows(group))
            {
                double low = (double)row["low"]!, high = (double)row["high"]!;
                low.ShouldBeInRange(0, high);
                high.ShouldBeInRange(low, most);
                ((string?)row["families"])!.EndsWith('*').ShouldBe((bool)row["few"]!);
            }
        }
    }

    [Fact]
    public async Task Runs_of_one_day_are_told_apart_by_time_and_id()
    {
        (InMemoryRunStore store, ReportedRun run) = await SimulatedRun.AskAsync();
        await using InMemoryRunStore kept = store;
        run = run with { Earlier = [new EarlierRun("first", SimulatedRun.Begun.AddMinutes(-5), run.Analysis), new EarlierRun("run", SimulatedRun.Begun, run.Analysis)] };
        ChartFigure trend = ChartGroups.Of(RunFigures.Of(run)).Single(static group => group.Name == "trend").Figures[0];
        Rows(trend).Select(static row => (string?)row["run"]).ShouldBe(["2 Jan 2026, 02:59 UTC\nfirst", "2 Jan 2026, 03:04 UTC\nrun", "2 Jan 2026, 03:04 UTC\nrun (3)"]);
        trend.Table.Rows.Select(static row => row[0]).ShouldBe(["first", "run", "run"]);
    }

    private static IReadOnlyList<ChartGroup> Of(Trial[] trials) => ChartGroups.Of(RunFigures.Of(HandmadeRun.Of(trials)));

    private static Trial Refused(string id, PromptRole role, string language, string topic = "topic") =>
        HandmadeRun.Trial(HandmadeRun.Prompt(id, family: id, role: role, language: language, topic: topic), "No.", engagement: Engagement.Refused);

    private static JsonObject[] Rows(ChartGroup group) => [.. group.Figures.SelectMany(Rows)];

    private static JsonObject[] Rows(ChartFigure figure) => [.. figure.Specification["data"]!["values"]!.AsArray().Select(static row => row!.AsObject())];
}
