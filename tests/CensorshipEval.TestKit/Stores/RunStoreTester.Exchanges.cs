using System.Text.RegularExpressions;
using CensorshipEval.TestKit.Samples;
using FsCheck;
using FsCheck.Fluent;

namespace CensorshipEval.TestKit.Stores;

public abstract partial class RunStoreTester
{
    /// <summary>Escaped, since neither attributes nor test names can hold half of a surrogate pair.</summary>
    public static TheoryData<string> AwkwardTexts { get; } =
    [
        "", @"\0", @"before\0after", @"\u202eright to left\u202c \u2066isolated\u2069", @"\ud83d", @"\ude42\ud83d", @"a\ud83d", @"\ude42🙂",
        @"\ufffd\ufffe\uffff\ufeff", "utf16:AAA=", "123", @"\r\n\u2028\u0085", "中文 عربى 한국어 🙂",
    ];

    [Fact]
    public async Task An_exchange_comes_back_as_it_was_stored()
    {
        await using IRunStore store = await OpenWithRunAsync();
        Exchange full = SampleExchanges.Full(Run, 1, 1);
        Exchange sparse = new() { Key = SampleExchanges.Key(Run), Target = Run.Targets[0], Prompt = Run.Prompts[0] };
        await WriteAsync(store, full, sparse);

        List<Exchange> stored = await AllAsync(store.ReadExchangesAsync(Run.Id, Cancel));

        stored.Count.ShouldBe(2);
        stored[0].ShouldBeStoredAs(full);
        stored[1].ShouldBeStoredAs(sparse);
    }

    [Fact]
    public async Task Any_exchange_comes_back_as_it_was_stored()
    {
        await using IRunStore store = await OpenWithRunAsync();
        int sample = 0;
        Prop.ForAll(ExchangeGenerator.ForRun(Run), async exchange =>
        {
            // Keys are unique, so each try takes the next sample.
            Exchange next = exchange with { Key = exchange.Key with { Sample = sample++ } };
            await WriteAsync(store, next);
            (await AllAsync(store.ReadExchangesAsync([next.Key], Cancel))).ShouldHaveSingleItem().ShouldBeStoredAs(next);
        }).QuickCheckThrowOnFailure();
    }

    [Theory]
    [MemberData(nameof(AwkwardTexts))]
    public async Task Every_text_of_an_exchange_keeps_every_code_unit(string escaped)
    {
        string text = Regex.Unescape(escaped);
        await using IRunStore store = await OpenWithRunAsync();
        Exchange exchange = SampleExchanges.Full(Run) with
        {
            Text = text,
            Reasoning = text,
            FinishReason = text,
            Error = new ExchangeError { Code = text, Message = text },
            Stream = new StreamTrace { Text = text + text },
            AnsweredBy = text,
            Metadata = new Dictionary<string, System.Text.Json.JsonElement>(StringComparer.Ordinal) { [text] = System.Text.Json.JsonElement.Parse("\"\\ud800\"") },
        };
        KeyedVerdict verdict = SampleJudgements.Verdict(exchange.Key);
        verdict = verdict with { Verdict = verdict.Verdict with { Evidence = [new EvidenceSpan(EvidenceSource.Text, 0, 0, text)] } };
        var measurement = new KeyedMeasurement(exchange.Key, Measurement.NotAvailable(SampleJudgements.Recall, text));
        await store.WriteAsync(new RunBatch { Exchanges = [exchange], Verdicts = [verdict], Measurements = [measurement] }, Cancel);

        Trial trial = (await AllAsync(store.ReadTrialsAsync(Run.Id, SampleJudgements.Judges, Cancel))).ShouldHaveSingleItem();

        trial.Exchange.ShouldBeStoredAs(exchange);
        trial.Verdict.ShouldBeStoredAs(verdict.Verdict);
        trial.Measurements.ShouldHaveSingleItem().ShouldBeStoredAs(measurement.Measurement);
    }

    [Fact]
    public async Task A_line_of_ten_megabytes_comes_back_whole()
    {
        await using IRunStore store = await OpenWithRunAsync();
        string text = string.Concat(Enumerable.Repeat("0123456789abcde你", 10 * 1024 * 1024 / 16));
        await WriteAsync(store, SampleExchanges.Create(Run, text: text));

        Exchange stored = (await AllAsync(store.ReadExchangesAsync(Run.Id, Cancel))).ShouldHaveSingleItem();

        string.Equals(stored.Text, text, StringComparison.Ordinal).ShouldBeTrue();
    }

    [Fact]
    public async Task Metadata_outlive_the_document_they_came_from()
    {
        await using IRunStore store = await OpenWithRunAsync();
        using (var document = System.Text.Json.JsonDocument.Parse("""{"a":[1]}"""))
        {
            await WriteAsync(store, SampleExchanges.Create(Run) with
            {
                Metadata = new Dictionary<string, System.Text.Json.JsonElement>(StringComparer.Ordinal) { ["x"] = document.RootElement },
            });
        }

        Exchange stored = (await AllAsync(store.ReadExchangesAsync(Run.Id, Cancel))).ShouldHaveSingleItem();
        stored.Metadata["x"].GetRawText().ShouldBe("""{"a":[1]}""");
    }

    [Fact]
    public async Task Metadata_without_a_value_are_refused()
    {
        await using IRunStore store = await OpenWithRunAsync();
        Exchange exchange = SampleExchanges.Create(Run) with
        {
            Metadata = new Dictionary<string, System.Text.Json.JsonElement>(StringComparer.Ordinal) { ["x"] = default },
        };

        (await Should.ThrowAsync<RunStoreException>(async () => await WriteAsync(store, exchange))).Message.ShouldContain("'x'");
        await ShouldHoldNothingAsync(store);
    }

    [Fact]
    public async Task Exchanges_of_a_run_come_in_the_order_in_which_they_were_stored()
    {
        await using IRunStore store = await OpenWithRunAsync();
        RunRecord other = SampleRuns.Create("other");
        await store.CreateRunAsync(other, Cancel);
        // More than any page a store may read at once, in an order that no key has, between those of another run.
        int[] samples = [.. Enumerable.Range(0, 1000).Select(i => i * 617 % 1000)];
        foreach (int[] batch in samples.Chunk(100))
        {
            await WriteAsync(store, [.. batch.Select(sample => SampleExchanges.Create(Run, sample % 2, sample % 3, sample))]);
            await WriteAsync(store, SampleExchanges.Create(other, sample: batch[0]));
        }

        (await AllAsync(store.ReadExchangesAsync(Run.Id, Cancel))).Select(exchange => exchange.Key.Sample).ShouldBe(samples);
        (await AllAsync(store.ReadExchangesAsync(other.Id, Cancel))).ShouldAllBe(exchange => exchange.Key.RunId == "other");
    }

    [Fact]
    public async Task Exchanges_are_read_by_key_and_those_not_stored_are_absent()
    {
        await using IRunStore store = await OpenWithRunAsync();
        await WriteAsync(store, [.. Enumerable.Range(0, 5).Select(sample => SampleExchanges.Create(Run, sample: sample))]);
        TrialKey stored = SampleExchanges.Key(Run, sample: 3);

        List<Exchange> found = await AllAsync(store.ReadExchangesAsync(
            [
                stored, SampleExchanges.Key(Run, sample: 9), stored with { RunId = "no run" }, stored with { TargetId = "no target" },
                stored with { PromptId = "no prompt" }, stored with { Sample = -3 },
            ],
            Cancel));

        found.ShouldHaveSingleItem().Key.ShouldBe(stored);
    }
}
