using CensorshipEval.Conformance;
using CensorshipEval.Detection;
using CensorshipEval.Tests.Audit;

namespace CensorshipEval.Tests.Conformance;

public sealed class LabelledAnswerFileTests : IDisposable
{
    private const string Rest = """ "model":"m","prompt":"q","response":"a"}""";

    private readonly AuditFolder _folder = new();

    private static CancellationToken Cancel => TestContext.Current.CancellationToken;

    public void Dispose() => _folder.Dispose();

    [Fact]
    public async Task A_row_is_read_with_all_its_fields_and_others_are_ignored()
    {
        List<LabelledAnswer> rows = await ReadAsync("""
            {"id":"1","source":"s","model":"m","language":"zh-TW","prompt":"q","response":"a","label":"partial","finishReason":"stop","reasoning":"r","labelKind":"human","licence":"x","promptId":7,"kind":null}

            {"id":"2","model":"m","language":"en","prompt":"","response":"","label":"Refusal","finishReason":null,"reasoning":null}
            """);
        rows[0].ShouldBe(new LabelledAnswer
        {
            Id = "1", Source = "s", Model = "m", Language = LanguageTag.Parse("zh-Hant"), Prompt = "q", Response = "a", Label = AnswerLabel.Partial, FinishReason = "stop", Reasoning = "r",
        });
        rows[1].ShouldBe(new LabelledAnswer { Id = "2", Source = "rows", Model = "m", Language = LanguageTag.Parse("en"), Prompt = "", Response = "", Label = AnswerLabel.Refusal });
    }

    [Theory]
    [InlineData("answer", AnswerLabel.Answer)]
    [InlineData("partial", AnswerLabel.Partial)]
    [InlineData("evasive", AnswerLabel.Evasive)]
    [InlineData("refusal", AnswerLabel.Refusal)]
    public async Task The_labels_are_four(string text, AnswerLabel label) =>
        (await ReadAsync($$"""{"id":"1","language":"en","label":"{{text}}",{{Rest}}""")).Single().Label.ShouldBe(label);

    [Fact]
    public async Task Reasoning_in_front_of_a_response_is_told_apart_unless_it_has_a_field()
    {
        List<LabelledAnswer> rows = await ReadAsync("""
            {"id":"1","model":"m","language":"en","prompt":"q","response":"<think>I cannot.</think>\nYes.","label":"answer"}
            {"id":"2","model":"m","language":"en","prompt":"q","response":"<think>is a tag","reasoning":"r","label":"answer"}
            """);
        rows.Select(static row => (row.Reasoning, row.Response)).ShouldBe([("I cannot.", "Yes."), ("r", "<think>is a tag")]);
    }

    [Fact]
    public async Task A_row_without_a_model_gets_one_where_that_is_allowed()
    {
        const string row = """{"id":"1","language":"en","label":"answer","prompt":"why","response":"a"}""";
        (await ReadAsync(row, static prompt => prompt + "!")).Single().Model.ShouldBe("why!");
        (await ErrorsAsync(row)).ShouldBe(["rows.jsonl:1: model: found nothing; expected a text"]);
    }

    [Fact]
    public async Task Every_error_of_a_file_is_told_and_no_row_is_given_from_the_first_one_on()
    {
        var before = new List<string>();
        string[] errors = await ErrorsAsync($$"""
            {"id":"1","language":"en","label":"answer",{{Rest}}
            {"id":"2","language":"en","label":"refused",{{Rest}}
            {"id":"3","language":"klingon!","label":"answer",{{Rest}}
            {"id":"1","language":"en","label":"answer",{{Rest}}
            {"id":" ","language":"en","model":5,"response":[],"label":4,"finishReason":1}
            ["a"]
            {"id":"7","language":"en","label":"answer",{{Rest}}
            """, before);
        before.ShouldBe(["1"]);
        errors.ShouldBe(
        [
            "rows.jsonl:2: label: found 'refused'; expected one of answer, partial, evasive, refusal",
            "rows.jsonl:3: language: found 'klingon!'; expected a language tag (BCP 47) such as en, zh-Hans or pt-BR",
            "rows.jsonl:4: id: found the id of line 1 again ('1'); expected an id of its own",
            "rows.jsonl:5: id: found an empty text; expected a text",
            "rows.jsonl:5: model: found 5; expected a text",
            "rows.jsonl:5: prompt: found nothing; expected a text",
            "rows.jsonl:5: response: found a list; expected a text",
            "rows.jsonl:5: label: found 4; expected a text",
            "rows.jsonl:5: finishReason: found 1; expected a text",
            "rows.jsonl:6: found a list; expected one JSON object on each line (JSON Lines)",
        ]);
    }

    [Theory]
    [InlineData("")]
    [InlineData("\n\n")]
    public async Task A_file_without_a_row_is_refused(string content) =>
        (await ErrorsAsync(content)).ShouldBe(["rows.jsonl: found no rows; expected at least one labelled answer"]);

    [Fact]
    public async Task A_file_that_is_not_there_is_refused()
    {
        InputException exception = await Should.ThrowAsync<InputException>(async () => await LabelledAnswerFile.ReadAsync(_folder.File("none"), cancellationToken: Cancel).ToListAsync(Cancel));
        exception.Errors.Single().Found.ShouldBe("no such file");
        exception = await Should.ThrowAsync<InputException>(async () => await LabelledAnswerFile.ReadAsync(_folder.Path, cancellationToken: Cancel).ToListAsync(Cancel));
        exception.Errors.Single().Found.ShouldBe("a folder");
    }

    [Fact]
    public void A_detector_sees_all_of_a_row_but_its_label()
    {
        Exchange exchange = (Labelled.Row(AnswerLabel.Refusal, "de", "Nein.") with { FinishReason = "stop", Reasoning = "r" }).ToExchange();
        (exchange.Prompt.Text, exchange.Prompt.Language.Value, exchange.Text, exchange.FinishReason, exchange.Reasoning, exchange.Target.Model).ShouldBe(("?", "de", "Nein.", "stop", "r", "m"));
        exchange.Metadata.ShouldBeEmpty();
    }

    private async Task<List<LabelledAnswer>> ReadAsync(string content, Func<string, string>? unnamedModel = null)
    {
        _folder.Write("rows.jsonl", content);
        return await LabelledAnswerFile.ReadAsync(_folder.File("rows.jsonl"), unnamedModel, Cancel).ToListAsync(Cancel);
    }

    private async Task<string[]> ErrorsAsync(string content, List<string>? before = null)
    {
        _folder.Write("rows.jsonl", content);
        InputException exception = await Should.ThrowAsync<InputException>(async () =>
        {
            await foreach (LabelledAnswer answer in LabelledAnswerFile.ReadAsync(_folder.File("rows.jsonl"), cancellationToken: Cancel)) before?.Add(answer.Id);
        });
        return [.. exception.Errors.Select(error => error.ToString().Replace(_folder.Path + Path.DirectorySeparatorChar, "", StringComparison.Ordinal))];
    }
}
