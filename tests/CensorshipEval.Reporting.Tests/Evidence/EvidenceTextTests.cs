using System.Text.Json;
using System.Text.RegularExpressions;
using CensorshipEval.Running;
using CensorshipEval.Storage;
using CensorshipEval.TestKit.Samples;
using CensorshipEval.TestKit.Stores;
using FsCheck;
using FsCheck.Fluent;

namespace CensorshipEval.Reporting.Tests.Evidence;

public sealed class EvidenceTextTests : IDisposable
{
    private readonly BundleFolder _folder = new();

    private static CancellationToken Cancel => TestContext.Current.CancellationToken;

    public void Dispose() => _folder.Dispose();

    [Fact]
    public async Task Hostile_texts_come_back_code_unit_by_code_unit()
    {
        string[] texts =
        [
            "", "\0", "before\0after", "\u202eright to left\u202c \u2066isolated", "\ud83d", "\ude42\ud83d", "a\ud83d", "\ude42🙂", "\ufffd\ufffe\uffff\ufeff", "utf16:AAA=", "\r\n\u2028\u2029\u0085\n",
            "\u001b[31mred", "</script><script>alert(1)</script>", "\\ud83d", "\\", "\"", "=1+1", string.Concat(Enumerable.Repeat("word\ud83d ", 200_000)), new string('中', 400_000),
        ];
        EvaluationPlan plan = StoredRun.Plan() with { Prompts = [.. texts.Select(static (text, number) => new Prompt { Id = $"p{number}\ud83d", Text = "Q" + text, Language = LanguageTag.Parse("en") })] };
        Exchange[] exchanges =
        [
            .. texts.Select((text, number) => StoredRun.Answer(plan, number, text: text) with
            {
                Reasoning = text, FinishReason = text, AnsweredBy = text, Error = new ExchangeError { Code = text, Message = text }, Stream = new StreamTrace { Text = text + text },
                Metadata = new Dictionary<string, JsonElement>(StringComparer.Ordinal) { ["id"] = JsonElement.Parse("\"\\ud800 \\u0000\\/\""), [text] = JsonElement.Parse("[\"\\ude42\"]") },
            }),
        ];
        (IRunStore store, ReportedRun run) = await StoredRun.KeepAsync(plan, exchanges);
        await EvidenceBundle.WriteAsync(_folder.File(), store, run, new EvidenceBundleOptions { MetadataFields = texts }, cancellationToken: Cancel);

        EvidenceReplay replay = await StoredRun.ReplayAsync(_folder.File());

        replay.IsSame.ShouldBeTrue(replay.Summary);
        int at = 0;
        await foreach (Exchange exchange in replay.Store.ReadExchangesAsync("run", Cancel)) exchange.ShouldBeStoredAs(exchanges[at++]);
        at.ShouldBe(texts.Length);
        (await File.ReadAllBytesAsync(_folder.File(), Cancel)).Length.ShouldBeGreaterThan(0);
        BundleFolder.Unpack(_folder.File())["exchanges.jsonl"].Count(static b => b == (byte)'\n').ShouldBe(texts.Length);
    }

    [Fact]
    public void Any_exchange_comes_back_from_its_line()
    {
        Prop.ForAll(ExchangeGenerator.ForRun(SampleRuns.Create()), static exchange =>
        {
            byte[] line = JsonSerializer.SerializeToUtf8Bytes(exchange, EvidenceJson.Lines.Exchange);
            line.ShouldNotContain((byte)'\n');
            Exchange read = JsonSerializer.Deserialize(line, EvidenceJson.Lines.Exchange)!;
            (read with { Metadata = exchange.Metadata }).ShouldBeStoredAs(exchange);
            Metadata(read).ShouldBe(Metadata(exchange));
            JsonSerializer.SerializeToUtf8Bytes(read, EvidenceJson.Lines.Exchange).ShouldBe(line);
        }).QuickCheckThrowOnFailure();
    }

    [Fact]
    public void What_any_reader_reads_of_a_line_is_the_exchange_as_the_library_writes_it()
    {
        Exchange exchange = SampleExchanges.Full(SampleRuns.Create(), 1, 1);
        JsonElement ours = JsonSerializer.SerializeToElement(exchange, EvidenceJson.Lines.Exchange);
        JsonElement plain = JsonSerializer.SerializeToElement(exchange, CensorshipEvalJson.For<Exchange>());
        JsonElement.DeepEquals(ours, plain).ShouldBeTrue();
    }

    [Theory]
    [InlineData("{ // note\n \"a\" : [ 1 , 2, ] , \"b\" : { } , \"c\" : \"x\\u0041 y\" , }", "{\"a\":[1,2],\"b\":{},\"c\":\"x\\u0041 y\"}")]
    [InlineData("[ ]", "[]")]
    [InlineData(" 1.50 ", "1.50")]
    [InlineData("[ [ 1e400 , null ] , true ]", "[[1e400,null],true]")]
    public void Metadata_stand_in_one_line_as_they_are(string given, string expected)
    {
        using JsonDocument document = JsonDocument.Parse(given, new JsonDocumentOptions { CommentHandling = JsonCommentHandling.Skip, AllowTrailingCommas = true });
        Exchange exchange = SampleExchanges.Create(SampleRuns.Create()) with { Metadata = new Dictionary<string, JsonElement>(StringComparer.Ordinal) { ["id"] = document.RootElement.Clone() } };
        byte[] line = JsonSerializer.SerializeToUtf8Bytes(exchange, EvidenceJson.Lines.Exchange);
        JsonSerializer.Deserialize(line, EvidenceJson.Lines.Exchange)!.Metadata["id"].GetRawText().ShouldBe(expected);
    }

    [Fact]
    public void Metadata_may_be_as_deep_as_their_author_liked()
    {
        string deep = new string('[', 5_000) + new string(']', 5_000);
        using JsonDocument document = JsonDocument.Parse(deep, new JsonDocumentOptions { MaxDepth = 10_000 });
        Exchange exchange = SampleExchanges.Create(SampleRuns.Create()) with { Metadata = new Dictionary<string, JsonElement>(StringComparer.Ordinal) { ["id"] = document.RootElement } };
        byte[] line = JsonSerializer.SerializeToUtf8Bytes(exchange, EvidenceJson.Lines.Exchange);
        JsonSerializer.Deserialize(line, EvidenceJson.Lines.Exchange)!.Metadata["id"].GetRawText().ShouldBe(deep);
    }

    [Fact]
    public void A_value_that_is_no_number_is_kept_as_such()
    {
        var judgement = new BundledJudgement(new TrialKey("run", "t", "p", 0), Verdict.OfFailedTransport(new ComponentId("d", "1")) with { RefusalProbability = double.NaN }, [new Measurement { Measure = new ComponentId("m", "1"), Value = double.PositiveInfinity }]);
        BundledJudgement read = JsonSerializer.Deserialize(JsonSerializer.SerializeToUtf8Bytes(judgement, EvidenceJson.Lines.BundledJudgement), EvidenceJson.Lines.BundledJudgement)!;
        SameJudgement.Of(read.Verdict, judgement.Verdict).ShouldBeTrue();
        SameJudgement.Of(read.Measurements[0], judgement.Measurements[0]).ShouldBeTrue();
    }

    private static string Metadata(Exchange exchange) =>
        string.Join('|', exchange.Metadata.OrderBy(static item => item.Key, StringComparer.Ordinal).Select(static item => $"{item.Key}={Regex.Replace(item.Value.GetRawText(), " ", "")}"));
}
