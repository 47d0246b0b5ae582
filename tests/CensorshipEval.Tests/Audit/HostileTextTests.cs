using System.Globalization;
using System.Text.Json.Nodes;

namespace CensorshipEval.Tests.Audit;

public sealed class HostileTextTests : IDisposable
{
    private const string Hostile = "\u001B[31m\u001B]0;pwned\a \u009B2J \u202Eright to left\u202C \u2066\u200B\uFEFF [red]not red[/] [[x]] :smile: \0 \r back \u2028 \uD83D\uDE00 {0} %s";

    private static readonly string[] Names = ["\u001B[31mred\u202E.jsonl", "[red]x[/].jsonl", "@file.jsonl", "a 'quoted' \"name\".jsonl", "--odd.jsonl", ":smile:.jsonl", "line\nbreak.jsonl"];

    private readonly AuditFolder _folder = new();

    public static TheoryData<string> FileNames => [.. Names];

    public void Dispose() => _folder.Dispose();

    [Fact]
    public async Task Hostile_answers_are_printed_harmless_and_kept_exactly()
    {
        _folder.Write("answers.jsonl",
            RecordedAnswer.Row(Hostile + "1", Hostile, "en", Hostile, Hostile, ("prompt", Hostile), ("streamed", Hostile + Hostile), ("reasoning", Hostile), ("note", Hostile), (Hostile, 1)),
            RecordedAnswer.Row(Hostile + "2", "[red]x[/] :smile:", "en", "p", Hostile, ("finishReason", Hostile)),
            RecordedAnswer.Row(Hostile + "3", "[red]x[/] :smile:", "en", "p", "", ("error", new JsonObject { ["code"] = Hostile, ["message"] = Hostile })),
            RecordedAnswer.Row("4", "[/]", "en", "p", "\uD83D alone"));
        Ended ended = (await _folder.RunAsync("--transcripts", "answers.jsonl", "--trials", "trials.jsonl", "--json", "summary.json")).ShouldEndWith(3);

        ShouldBeHarmless(ended);
        ended.Output.ShouldContain("[red]x[/] :smile:");
        ended.Output.ShouldContain("[/]");
        ended.Output.ShouldContain("\\u001B[31m");

        JsonObject[] trials = _folder.ReadLines("trials.jsonl");
        trials.Length.ShouldBe(4);
        JsonObject first = trials.Single(static trial => (string?)trial["id"] == Hostile + "1");
        foreach (string field in new[] { "model", "target", "prompt", "response", "reasoning" }) ((string?)first[field]).ShouldBe(Hostile, field);
        ((string?)first["streamed"]).ShouldBe(Hostile + Hostile);
        ((string?)first["family"]).ShouldBe(Hostile);
        ((string?)first["metadata"]!["note"]).ShouldBe(Hostile);
        ((int)first["metadata"]![Hostile]!).ShouldBe(1);
        ((string?)trials.Single(static trial => (string?)trial["id"] == Hostile + "2")["finishReason"]).ShouldBe(Hostile);
        JsonNode error = trials.Single(static trial => (string?)trial["id"] == Hostile + "3")["error"]!;
        ((string?)error["code"], (string?)error["message"]).ShouldBe((Hostile, Hostile));
        _folder.ReadJson("summary.json")["rates"]!.AsArray().Select(static rate => (string?)rate!["model"]).ShouldBe([Hostile, "[/]", "[red]x[/] :smile:"], ignoreOrder: true);
    }

    [Fact]
    public async Task Half_a_surrogate_pair_is_no_error_and_becomes_the_replacement_character()
    {
        File.WriteAllText(_folder.File("answers.jsonl"), """{"id":"1","model":"m","language":"en","promptId":"p","prompt":"q","response":"half \ud83d of a pair \udc00"}""");
        (await _folder.RunAsync("--transcripts", "answers.jsonl", "--trials", "trials.jsonl", "--json", "summary.json")).ShouldEndWith(0);
        ((string?)_folder.ReadLines("trials.jsonl").ShouldHaveSingleItem()["response"]).ShouldBe("half \uFFFD of a pair \uFFFD");
    }

    [Fact]
    public async Task Hostile_prompts_are_asked_as_they_are_and_printed_harmless()
    {
        const string id = "[red]\u202E:smile:";
        _folder.Write("prompts.jsonl", new JsonObject { ["id"] = id, ["text"] = Hostile, ["language"] = "en", ["topic"] = Hostile, ["role"] = "Sensitive", ["family"] = Hostile });
        Ended ended = (await _folder.RunAsync("--prompts", "prompts.jsonl", "--trials", "trials.jsonl")).ShouldEndWith(0);
        ShouldBeHarmless(ended);
        foreach (JsonObject trial in _folder.ReadLines("trials.jsonl"))
            ((string?)trial["promptId"], (string?)trial["prompt"], (string?)trial["topic"], (string?)trial["family"]).ShouldBe((id, Hostile, Hostile, Hostile));
        ShouldBeHarmless((await _folder.RunAsync("--prompts", "prompts.jsonl", "--topics", Hostile + "x")).ShouldEndWith(2));
    }

    [Theory]
    [MemberData(nameof(FileNames))]
    public async Task Hostile_file_names_are_used_as_they_are_and_printed_harmless(string name)
    {
        // A name may not be read as an option of the audit: "--json=NAME" is how such a name is given.
        _folder.Write(name, RecordedAnswer.Row("1"), RecordedAnswer.Row("2", response: "", more: ("error", "down")));
        Ended ended = (await _folder.RunAsync($"--transcripts={name}", $"--store={name}.db", $"--json={name}.json", $"--trials={name}.trials")).ShouldEndWith(3);
        ShouldBeHarmless(ended);
        ((string?)_folder.ReadJson(name + ".json")["corpus"]!["name"]).ShouldBe(name);
        _folder.ReadLines(name + ".trials").Length.ShouldBe(2);
        _folder.Exchanges(name + ".db").ShouldBe(1);

        _folder.Write(name, "{\"id\":");
        ShouldBeHarmless((await _folder.RunAsync($"--transcripts={name}")).ShouldEndWith(2));
        File.Delete(_folder.File(name));
        foreach (string option in new[] { "--transcripts", "--prompts", "--corpus", "--resume" })
            ShouldBeHarmless((await _folder.RunAsync($"{option}={name}")).ShouldEndWith(2));
    }

    [Fact]
    public async Task A_megabyte_in_one_line_is_kept_and_never_printed()
    {
        string mega = string.Concat(Enumerable.Repeat("[b]\u001B[1mlong ", 90_000));
        mega.Length.ShouldBeGreaterThan(1_000_000);
        _folder.Write("answers.jsonl", RecordedAnswer.Row("1", response: mega, more: ("prompt", mega)), RecordedAnswer.Row("2", model: mega));
        Ended ended = (await _folder.RunAsync("--transcripts", "answers.jsonl", "--trials", "trials.jsonl")).ShouldEndWith(0);
        ShouldBeHarmless(ended);
        (ended.Output.Length + ended.Error.Length).ShouldBeLessThan(20_000);
        JsonObject[] trials = [.. _folder.ReadLines("trials.jsonl").OrderBy(static trial => (string?)trial["id"], StringComparer.Ordinal)];
        ((string?)trials[0]["response"] == mega, (string?)trials[0]["prompt"] == mega, (string?)trials[1]["model"] == mega).ShouldBe((true, true, true));

        _folder.Write("broken.jsonl", RecordedAnswer.Row("1", language: mega), RecordedAnswer.Row(mega), RecordedAnswer.Row(mega), new JsonObject { ["role"] = 1, [mega] = 1 });
        ended = (await _folder.RunAsync("--transcripts", "broken.jsonl")).ShouldEndWith(2);
        ShouldBeHarmless(ended);
        ended.Error.Length.ShouldBeLessThan(20_000);
    }

    /// <summary>No control character but a line feed, and nothing invisible that turns or hides text.</summary>
    private static void ShouldBeHarmless(Ended ended)
    {
        foreach (char c in ended.Output + ended.Error)
        {
            if (c is '\n') continue;
            UnicodeCategory category = CharUnicodeInfo.GetUnicodeCategory(c);
            bool harmful = category is UnicodeCategory.Control or UnicodeCategory.Format or UnicodeCategory.LineSeparator or UnicodeCategory.ParagraphSeparator;
            if (harmful) Assert.Fail($"U+{(int)c:X4} was printed: {VisibleText.Of(ended.ToString())}");
        }

        ended.Error.ShouldNotContain("   at ");
    }
}
