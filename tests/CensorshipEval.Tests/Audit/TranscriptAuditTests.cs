using System.Text.Json.Nodes;

namespace CensorshipEval.Tests.Audit;

public sealed class TranscriptAuditTests : IDisposable
{
    private readonly AuditFolder _folder = new();

    public void Dispose() => _folder.Dispose();

    [Fact]
    public async Task Languages_are_normalised_samples_counted_and_unknown_fields_kept()
    {
        _folder.Write("answers.jsonl",
            RecordedAnswer.Row("1", "m", "zh", response: "first", more: [("host", "h"), ("nested", new JsonObject { ["a"] = new JsonArray(1, null, "x") })]),
            RecordedAnswer.Row("2", "n", "zh", response: "of another model"),
            RecordedAnswer.Row("3", "m", "zh-TW", response: "in another language"),
            RecordedAnswer.Row("4", "m", "zh-CN", response: "second", more: ("streamed", "second")),
            RecordedAnswer.Row("5", "m", "ZH-hans", response: "third", more: [("reasoning", "because"), ("finishReason", "stop")]));
        Ended ended = (await _folder.RunAsync("--transcripts", "answers.jsonl", "--trials", "trials.jsonl")).ShouldEndWith(0);

        Dictionary<string, JsonObject> trials = _folder.ReadLines("trials.jsonl").ToDictionary(static trial => (string)trial["id"]!);
        trials.Values.Select(static trial => ((string?)trial["id"], (string?)trial["model"], (string?)trial["language"], (int)trial["sample"]!, (string?)trial["response"])).ShouldBe(
            [("1", "m", "zh-Hans", 0, "first"), ("2", "n", "zh-Hans", 0, "of another model"), ("3", "m", "zh-Hant", 0, "in another language"), ("4", "m", "zh-Hans", 1, "second"), ("5", "m", "zh-Hans", 2, "third")],
            ignoreOrder: true);
        ended.Error.ShouldContain("2 models, 2 prompts, 5 recorded answers;", Case.Sensitive, "not every model has answered every prompt as often");
        JsonNode.DeepEquals(trials["1"]["metadata"], JsonNode.Parse("""{"id":"1","host":"h","nested":{"a":[1,null,"x"]}}""")).ShouldBeTrue();
        ((string?)trials["4"]["streamed"]).ShouldBe("second");
        ((string?)trials["5"]["reasoning"], (string?)trials["5"]["finishReason"]).ShouldBe(("because", "stop"));
        trials["1"]["streamed"].ShouldBeNull();
        foreach (JsonObject trial in trials.Values) ((string?)trial["family"]).ShouldBe("p");
    }

    [Fact]
    public async Task Samples_and_filters_choose_among_the_answers()
    {
        _folder.Write("answers.jsonl", [.. Enumerable.Range(0, 12).Select(static i => RecordedAnswer.Row($"{i}", "m", i % 2 == 0 ? "en" : "de"))]);
        (await _folder.RunAsync("--transcripts", "answers.jsonl", "--languages", "de", "--samples", "2", "--trials", "trials.jsonl")).ShouldEndWith(0).Error.ShouldContain("1 model, 1 prompt, 2 recorded answers;");
        _folder.ReadLines("trials.jsonl").Select(static trial => (string?)trial["id"]).ShouldBe(["1", "3"], ignoreOrder: true);
    }

    [Fact]
    public async Task An_answer_that_could_not_be_had_ends_with_3_and_is_told()
    {
        _folder.Write("answers.jsonl", RecordedAnswer.Row("1"), new JsonObject { ["id"] = "2", ["model"] = "m", ["language"] = "en", ["promptId"] = "q", ["prompt"] = "?", ["error"] = "connection reset" });
        Ended ended = (await _folder.RunAsync("--transcripts", "answers.jsonl", "--store", "my runs.db", "--trials", "trials.jsonl", "--json", "summary.json")).ShouldEndWith(3);
        ended.Error.ShouldContain("1 recorded answers are failed calls and count as missing.");
        ended.Error.ShouldNotContain("--resume", Case.Sensitive, "a recorded failure stays one however often it is read");
        ((bool)_folder.ReadJson("summary.json")["complete"]!).ShouldBeFalse();
        JsonObject failed = _folder.ReadLines("trials.jsonl").Single(static trial => (string?)trial["id"] == "2");
        ((string?)failed["delivery"], (string?)failed["error"]!["message"]).ShouldBe(("TransportError", "connection reset"));
        _folder.Exchanges("my runs.db").ShouldBe(1, "a failed call is an attempt");

        ended = (await _folder.RunAsync("--transcripts", "answers.jsonl", "--quiet")).ShouldEndWith(3);
        (ended.Output, ended.Error).ShouldBe(("", ""));
    }

    [Fact]
    public async Task A_run_is_resumed_from_the_same_answers_wherever_they_are_and_from_no_others()
    {
        _folder.Write("answers.jsonl", RecordedAnswer.Row("1"), RecordedAnswer.Row("2", promptId: "q"));
        (await _folder.RunAsync("--transcripts", "answers.jsonl", "--store", "runs.db", "--json", "summary.json")).ShouldEndWith(0);
        string run = (string)_folder.ReadJson("summary.json")["run"]!;
        (await _folder.RunAsync("--resume", run, "--store", "runs.db")).ShouldEndWith(0);

        File.Move(_folder.File("answers.jsonl"), _folder.File("moved.jsonl"));
        (await _folder.RunAsync("--resume", run, "--store", "runs.db")).ShouldEndWith(2).Error.ShouldContain("--resume: found no such file; expected what the run was begun with, 'answers.jsonl'");
        (await _folder.RunAsync("--resume", run, "--store", "runs.db", "--transcripts", "moved.jsonl")).ShouldEndWith(0);

        _folder.Write("answers.jsonl", RecordedAnswer.Row("1", response: "Another answer."), RecordedAnswer.Row("2", promptId: "q"));
        (await _folder.RunAsync("--resume", run, "--store", "runs.db")).ShouldEndWith(2).Error.ShouldContain("'answers.jsonl', which is another file");
        (await _folder.RunAsync("--resume", run, "--store", "runs.db", "--transcripts", "answers.jsonl")).ShouldEndWith(2);
        _folder.Exchanges("runs.db").ShouldBe(2);
    }
}
