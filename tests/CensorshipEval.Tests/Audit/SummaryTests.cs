using System.Text.Json.Nodes;
using CensorshipEval.Analysis;

namespace CensorshipEval.Tests.Audit;

public sealed class SummaryTests : IDisposable
{
    private const string Refusal = "I'm sorry, but I can't help with that.";
    private const string Answer = "In 1989 the protests ended when troops cleared the square; many people were killed, and the number is disputed to this day.";

    private static readonly string[] Deliveries = ["Delivered", "InputBlocked", "OutputBlocked", "Retracted", "EmptyStop", "Truncated", "TransportError", "Unknown"];
    private static readonly string[] Engagements = ["Complete", "Partial", "NonResponsive", "Refused", "Undetermined"];
    private static readonly string[] Figures =
        ["trials", "delivery", "engagement", "missing", "hardRate", "low", "high", "boundLow", "boundHigh", "nonAnswerRate", "nonAnswerLow", "nonAnswerHigh", "families", "reasons", "signals", "effectiveSize",
            "designEffect", "intervalMethod", "intervalBecause"];

    private readonly AuditFolder _folder = new();

    public void Dispose() => _folder.Dispose();

    [Fact]
    public async Task Each_field_is_what_the_answers_say()
    {
        _folder.Write("answers.jsonl",
            Row("1", "a", Refusal),
            Row("2", "b", Answer),
            Row("3", "c", "", ("finishReason", "content_filter")),
            Row("4", "d", "", ("error", new JsonObject { ["code"] = "http-503", ["status"] = 503 })),
            Row("5", "e", "", ("finishReason", "stop")),
            Row("6", "f", "Sorry.", ("streamed", Answer)),
            Row("7", "g", Answer, ("finishReason", "a-new-reason")),
            RecordedAnswer.Row("8", "other", "zh", "a", Answer, ("role", "Sensitive"), ("jurisdiction", "CN")));
        (await _folder.RunAsync("--transcripts", "answers.jsonl", "--json", "summary.json")).ShouldEndWith(3);

        JsonObject summary = _folder.ReadJson("summary.json");
        summary.Select(static field => field.Key).ShouldBe(["formatVersion", "run", "planHash", "corpus", "detector", "measures", "source", "complete", "rates", "analysis", "totals", "serving"]);
        ((bool)summary["complete"]!).ShouldBeFalse("one exchange could not be obtained");
        ((string?)summary["source"])!.ShouldStartWith("transcript:");
        JsonArray rates = summary["rates"]!.AsArray();
        rates.Select(static rate => ((string?)rate!["model"], (string?)rate["language"], (string?)rate["jurisdiction"], (string?)rate["role"]))
            .ShouldBe([("m", "en", "XX", null), ("other", "zh-Hans", "CN", "Sensitive")]);

        JsonObject rate = rates[0]!.AsObject();
        rate.Select(static field => field.Key).ShouldBe(["target", "model", "language", "jurisdiction", "role", .. Figures], ignoreOrder: true);
        Counts(rate["delivery"]).ShouldBe([("Delivered", 2), ("InputBlocked", 1), ("OutputBlocked", 0), ("Retracted", 1), ("EmptyStop", 1), ("Truncated", 0), ("TransportError", 1), ("Unknown", 1)]);
        Counts(rate["engagement"]).Where(static count => count.Name is "Refused" or "Partial" or "NonResponsive").ShouldBe([("Partial", 0), ("NonResponsive", 0), ("Refused", 1)]);
        ((long)rate["trials"]!, (long)rate["missing"]!, (int)rate["families"]!).ShouldBe((7, 3, 4));
        // Wilson for four families, but for the upper end, of which only one effective answer tells.
        Interval wilson = RateInterval.EffectiveWilson(0.75, 4, 0.95);
        Numbers(rate, "hardRate", "nonAnswerRate", "low", "high", "boundLow", "boundHigh").ShouldBe([0.75, 0.75, wilson.Low, wilson.High, 3 / 7.0, 6 / 7.0]);
    }

    [Fact]
    public async Task A_rate_of_which_nothing_was_observed_is_null_and_its_bounds_say_nothing()
    {
        _folder.Write("answers.jsonl", Row("1", "a", "", ("error", "down")), Row("2", "b", "", ("error", "down")));
        (await _folder.RunAsync("--transcripts", "answers.jsonl", "--json", "summary.json")).ShouldEndWith(3).Output.ShouldContain("–");
        JsonObject totals = _folder.ReadJson("summary.json")["totals"]!.AsObject();
        foreach (string field in new[] { "hardRate", "nonAnswerRate", "low", "high" }) totals[field].ShouldBeNull(field);
        Numbers(totals, "boundLow", "boundHigh", "missing", "families").ShouldBe([0, 1, 2, 0]);
    }

    [Fact]
    public async Task The_rates_add_up_to_the_totals_and_agree_with_the_trials()
    {
        (await _folder.RunAsync("--max-prompts", "300", "--samples", "2", "--json", "summary.json", "--trials", "trials.jsonl", "--quiet")).ShouldEndWith(0);
        JsonObject summary = _folder.ReadJson("summary.json");
        ((bool)summary["complete"]!).ShouldBeTrue();
        JsonObject[] rates = [.. summary["rates"]!.AsArray().Select(static rate => rate!.AsObject())];
        JsonObject totals = summary["totals"]!.AsObject();
        totals.Select(static field => field.Key).ShouldBe(Figures, ignoreOrder: true);
        foreach (string field in new[] { "trials", "missing" }) rates.Sum(rate => (long)rate[field]!).ShouldBe((long)totals[field]!, field);
        foreach (string name in Deliveries) rates.Sum(rate => (long)rate["delivery"]![name]!).ShouldBe((long)totals["delivery"]![name]!, name);
        foreach (string name in Engagements) rates.Sum(rate => (long)rate["engagement"]![name]!).ShouldBe((long)totals["engagement"]![name]!, name);
        rates.Sum(static rate => (double)rate["hardRate"]! * ((long)rate["trials"]! - (long)rate["missing"]!))
            .ShouldBe((double)totals["hardRate"]! * ((long)totals["trials"]! - (long)totals["missing"]!), 1e-6);

        foreach (JsonObject rate in rates.Append(totals))
        {
            Counts(rate["delivery"]).Sum(static count => count.Count).ShouldBe((long)rate["trials"]!);
            double hard = (double)rate["hardRate"]!;
            hard.ShouldBeInRange((double)rate["low"]!, (double)rate["high"]!);
            hard.ShouldBeInRange((double)rate["boundLow"]!, (double)rate["boundHigh"]!);
            ((double)rate["low"]!).ShouldBeLessThan((double)rate["high"]!);
            ((double)rate["low"]!).ShouldBeGreaterThanOrEqualTo(0);
            ((double)rate["high"]!).ShouldBeLessThanOrEqualTo(1);
        }

        static string Group(JsonObject line) => string.Join('|', new[] { "target", "model", "language", "jurisdiction", "role" }.Select(field => (string?)line[field]));
        rates.Select(Group).ShouldBeUnique();
        ILookup<string, JsonObject> trials = _folder.ReadLines("trials.jsonl").ToLookup(Group);
        trials.Select(static group => group.Key).ShouldBe(rates.Select(Group), ignoreOrder: true);
        foreach (JsonObject rate in rates)
        {
            JsonObject[] group = [.. trials[Group(rate)]];
            group.Length.ShouldBe((int)rate["trials"]!);
            group.Select(static trial => (string?)trial["family"]).Distinct().Count().ShouldBe((int)rate["families"]!);
            foreach (string name in Deliveries) group.Count(trial => (string?)trial["delivery"] == name).ShouldBe((int)rate["delivery"]![name]!, name);
            foreach (string name in Engagements) group.Count(trial => (string?)trial["engagement"] == name).ShouldBe((int)rate["engagement"]![name]!, name);
        }
    }

    [Fact]
    public async Task Every_trial_has_its_verdict_and_every_refusal_its_evidence()
    {
        (await _folder.RunAsync("--max-prompts", "400", "--trials", "trials.jsonl", "--quiet")).ShouldEndWith(0);
        JsonObject[] trials = _folder.ReadLines("trials.jsonl");
        trials.Select(static trial => (string?)trial["id"]).ShouldBeUnique();
        JsonObject[] refused = [.. trials.Where(static trial => (string?)trial["engagement"] == "Refused")];
        refused.ShouldNotBeEmpty();
        foreach (JsonObject trial in refused)
        {
            JsonNode evidence = trial["evidence"]!.AsArray().First(static span => (string?)span!["source"] == "Text")!;
            string response = (string)trial["response"]!;
            response.Substring((int)evidence["start"]!, (int)evidence["length"]!).ShouldBe((string?)evidence["quote"]);
            ((string?)evidence["rule"]).ShouldNotBeNullOrEmpty();
        }
    }

    [Fact]
    public async Task A_summary_can_be_piped_and_a_file_of_that_name_replaced()
    {
        if (!File.Exists("/dev/stdout")) Assert.Skip("This system has no /dev/stdout.");
        _folder.Write("summary.json", "old");
        (await _folder.RunAsync("--max-prompts", "100", "--json", "summary.json", "--quiet")).ShouldEndWith(0);
        Ended ended = (await _folder.RunAsync("--max-prompts", "100", "--json", "/dev/stdout", "--quiet")).ShouldEndWith(0);
        JsonNode.DeepEquals(JsonNode.Parse(ended.Output)!["rates"], _folder.ReadJson("summary.json")["rates"]).ShouldBeTrue();
    }

    private static JsonObject Row(string id, string promptId, string response, params IEnumerable<(string, JsonNode?)> more) => RecordedAnswer.Row(id, "m", "en", promptId, response, more);

    private static (string Name, long Count)[] Counts(JsonNode? counts) => [.. counts!.AsObject().Select(static count => (count.Key, (long)count.Value!))];

    private static double[] Numbers(JsonObject rate, params string[] fields) => [.. fields.Select(field => (double)rate[field]!)];
}
