using CensorshipEval.Running;
using CensorshipEval.Transcripts;

namespace CensorshipEval.Tests.Transcripts;

public sealed class TranscriptFileTests : IDisposable
{
    private readonly string _folder = Directory.CreateTempSubdirectory("transcripts").FullName;

    private static CancellationToken Cancellation => TestContext.Current.CancellationToken;

    public void Dispose() => Directory.Delete(_folder, recursive: true);

    [Fact]
    public async Task Rows_of_one_prompt_and_model_are_its_samples_in_order()
    {
        using TranscriptFile file = await OpenAsync(
            """{"id":"1","model":"m","language":"en","promptId":"q","prompt":"Why?","response":"first"}""",
            """{"id":"2","model":"n","language":"en","promptId":"q","prompt":"Why?","response":"other model"}""",
            "",
            """{"id":"3","model":"m","language":"en","promptId":"q","prompt":"Why?","response":"second"}""");
        file.Count.ShouldBe(3);
        file.Samples.ShouldBe(2);
        Prompt prompt = file.Prompts.ShouldHaveSingleItem();
        (await TextAsync(file, "m", prompt, 0)).ShouldBe("first");
        (await TextAsync(file, "m", prompt, 1)).ShouldBe("second");
        (await TextAsync(file, "n", prompt, 0)).ShouldBe("other model");
        file.Has(new TrialKey("run", "n", prompt.Id, 1)).ShouldBeFalse();
    }

    [Fact]
    public async Task A_prompt_in_several_languages_is_one_family_and_aliases_of_languages_are_one()
    {
        using TranscriptFile file = await OpenAsync(
            Row("1", "zh", "为什么？"), Row("2", "zh-CN", "为什么？"), Row("3", "zh-TW", "為什麼？"), Row("4", "en", "Why?"));
        file.Prompts.Select(static prompt => prompt.Language.Value).ShouldBe(["zh-Hans", "zh-Hant", "en"]);
        file.Prompts.Select(static prompt => prompt.Cluster).Distinct().ShouldHaveSingleItem().ShouldBe("q");
    }

    [Fact]
    public async Task One_prompt_id_with_two_wordings_is_two_prompts_of_one_family()
    {
        using TranscriptFile file = await OpenAsync(Row("1", "en", "Why?"), Row("2", "en", "Why so?"));
        file.Prompts.Select(static prompt => prompt.Id).Distinct().Count().ShouldBe(2);
        file.Prompts.Select(static prompt => prompt.Cluster).Distinct().Count().ShouldBe(1);
    }

    [Fact]
    public async Task Every_field_arrives_and_unknown_ones_are_kept_as_metadata()
    {
        using TranscriptFile file = await OpenAsync(
            """
            {"id":"1","model":"m","language":"en","promptId":"q","prompt":"Why?","response":"kept \ud83d","streamed":"all","finishReason":"stop","reasoning":"hm","error":{"code":"c","message":"bad","status":500},"serviceBlock":"NONE","n":[1,{"a":null}],"role":"analogue","topic":"war","jurisdiction":"RU","family":"f"}
            """.Trim());
        Prompt prompt = file.Prompts.ShouldHaveSingleItem();
        (prompt.Role, prompt.Topic, prompt.Jurisdiction.Code, prompt.FamilyId).ShouldBe((PromptRole.Analogue, "war", "RU", "f"));
        Exchange exchange = await ObtainAsync(file, "m", prompt, 0);
        exchange.Text.ShouldBe("kept \uFFFD");
        exchange.Stream!.Text.ShouldBe("all");
        exchange.FinishReason.ShouldBe("stop");
        exchange.Reasoning.ShouldBe("hm");
        exchange.Error.ShouldBe(new ExchangeError { Code = "c", Message = "bad", HttpStatus = 500 });
        exchange.Metadata["serviceBlock"].GetString().ShouldBe("NONE");
        exchange.Metadata["n"].GetRawText().ShouldBe("[1,{\"a\":null}]");
        exchange.Metadata.Keys.ShouldNotContain("response");
    }

    [Fact]
    public async Task A_value_that_is_only_metadata_is_never_an_error()
    {
        using TranscriptFile file = await OpenAsync("""{"id":"1","model":"m","language":"en","promptId":"q","prompt":"?","response":"","role":7,"jurisdiction":"nowhere"}""");
        file.Prompts[0].Role.ShouldBeNull();
        file.Prompts[0].Jurisdiction.ShouldBe(Jurisdiction.None);
    }

    [Fact]
    public async Task All_errors_come_at_once_with_line_field_found_and_expected()
    {
        InputException error = await Should.ThrowAsync<InputException>(() => OpenAsync(
            Row("1", "en", "Why?"),
            """{"id":"2","model":"m","language":"klingon","promptId":"q","prompt":"?","response":"x"}""",
            "{not json",
            """{"id":"1","model":"m","language":"en","promptId":"q","prompt":"?","response":"x"}""",
            """{"id":"3","language":"en","promptId":" ","prompt":5}"""));
        error.Errors.Select(static e => (e.Line, e.Field)).ShouldBe([(2, "language"), (3, null), (4, "id"), (5, "model"), (5, "promptId"), (5, "prompt"), (5, "response")]);
        error.Errors[0].Found.ShouldContain("klingon");
        error.Errors[0].Expected.ShouldContain("BCP 47");
        error.Errors[2].Found.ShouldContain("line 1");
        error.Errors.ShouldAllBe(static e => e.Source.EndsWith("t.jsonl", StringComparison.Ordinal) && e.Expected.Length > 0);
    }

    [Theory]
    [InlineData("")]
    [InlineData("\n\n")]
    public async Task A_file_without_rows_is_one_clear_error(string content)
    {
        InputException error = await Should.ThrowAsync<InputException>(() => OpenAsync(content));
        error.Errors.ShouldHaveSingleItem().Expected.ShouldContain("at least one");
    }

    [Fact]
    public async Task A_missing_file_is_one_clear_error() =>
        (await Should.ThrowAsync<InputException>(() => TranscriptFile.OpenAsync(Path.Combine(_folder, "none.jsonl"), Cancellation)))
            .Errors.ShouldHaveSingleItem().Found.ShouldBe("no such file");

    [Fact]
    public async Task A_file_that_changes_under_a_run_stops_it()
    {
        using TranscriptFile file = await OpenAsync(Row("1", "en", "Why?"));
        await File.WriteAllTextAsync(Path.Combine(_folder, "t.jsonl"), "gone", Cancellation);
        await Should.ThrowAsync<InputException>(() => ObtainAsync(file, "m", file.Prompts[0], 0));
    }

    private static string Row(string id, string language, string prompt) =>
        $$"""{"id":"{{id}}","model":"m","language":"{{language}}","promptId":"q","prompt":"{{prompt}}","response":"Because."}""";

    private async Task<TranscriptFile> OpenAsync(params string[] lines)
    {
        string path = Path.Combine(_folder, "t.jsonl");
        await File.WriteAllTextAsync(path, string.Join("\r\n", lines), Cancellation);
        return await TranscriptFile.OpenAsync(path, Cancellation);
    }

    private static async Task<string> TextAsync(TranscriptFile file, string model, Prompt prompt, int sample) => (await ObtainAsync(file, model, prompt, sample)).Text;

    private static async Task<Exchange> ObtainAsync(TranscriptFile file, string model, Prompt prompt, int sample) =>
        await file.ObtainAsync(new TrialRequest(new TrialKey("run", model, prompt.Id, sample), file.Targets.Single(target => target.Id == model), prompt), Cancellation);
}
