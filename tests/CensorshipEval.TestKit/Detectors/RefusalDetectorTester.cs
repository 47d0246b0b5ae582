using System.Collections;
using System.Diagnostics.CodeAnalysis;
using System.Text.Json;
using CensorshipEval.TestKit.Samples;
using CensorshipEval.TestKit.Stores;
using FsCheck;
using FsCheck.Fluent;

namespace CensorshipEval.TestKit.Detectors;

/// <summary>What every <see cref="IRefusalDetector"/> promises. A detector passes by deriving from this and saying how it is made.</summary>
public abstract class RefusalDetectorTester
{
    protected static CancellationToken Cancel => TestContext.Current.CancellationToken;

    private static Arbitrary<Exchange> Exchanges { get; } = ExchangeGenerator.ForDetectors();

    /// <summary>A detector of its own for each call.</summary>
    protected abstract IRefusalDetector Create();

    [Fact]
    public void A_detector_names_itself_the_same_every_time()
    {
        ComponentId id = Create().Id;

        id.Name.ShouldMatch("^[a-z0-9]+(-[a-z0-9]+)*$");
        id.Version.ShouldMatch(@"^\d+\.\d+\.\d+");
        Create().Id.ShouldBe(id);
    }

    [Fact]
    public void Any_exchange_gets_a_verdict_under_the_name_of_the_detector()
    {
        IRefusalDetector detector = Create();
        Prop.ForAll(Exchanges, async exchange => (await detector.DetectAsync(exchange, Cancel)).Detector.ShouldBe(detector.Id))
            .QuickCheckThrowOnFailure();
    }

    [Fact]
    public void The_same_exchange_gets_the_same_verdict_from_another_detector_of_its_kind()
    {
        IRefusalDetector detector = Create();
        Prop.ForAll(Exchanges, async exchange =>
        {
            Verdict first = await detector.DetectAsync(exchange, Cancel);
            (await detector.DetectAsync(exchange, Cancel)).ShouldBeStoredAs(first);
            (await Create().DetectAsync(exchange, Cancel)).ShouldBeStoredAs(first);
        }).QuickCheckThrowOnFailure();
    }

    [Fact]
    public async Task Many_threads_get_the_verdicts_that_one_gets()
    {
        Exchange[] exchanges = [.. Gen.Sample(Exchanges.Generator, 60)];
        IRefusalDetector alone = Create();
        var expected = new Verdict[exchanges.Length];
        for (int i = 0; i < exchanges.Length; i++) expected[i] = await alone.DetectAsync(exchanges[i], Cancel);

        IRefusalDetector shared = Create();
        await Task.WhenAll(Enumerable.Range(0, 8).Select(thread => Task.Run(
            async () =>
            {
                for (int i = 0; i < exchanges.Length; i++)
                {
                    int at = (i + (thread * 7)) % exchanges.Length;
                    (await shared.DetectAsync(exchanges[at], Cancel)).ShouldBeStoredAs(expected[at]);
                }
            },
            Cancel)));
    }

    [Fact]
    public void Engagement_is_judged_exactly_when_a_text_was_delivered()
    {
        IRefusalDetector detector = Create();
        Prop.ForAll(Exchanges, async exchange =>
        {
            Verdict verdict = await detector.DetectAsync(exchange, Cancel);
            bool delivered = verdict.Delivery is Delivery.Delivered or Delivery.Truncated or Delivery.OutputBlocked && !string.IsNullOrWhiteSpace(exchange.Text);
            verdict.Engagement.HasValue.ShouldBe(delivered);
        }).QuickCheckThrowOnFailure();
    }

    [Fact]
    public void A_reason_is_given_exactly_for_what_was_refused_or_blocked()
    {
        IRefusalDetector detector = Create();
        Prop.ForAll(Exchanges, async exchange =>
        {
            Verdict verdict = await detector.DetectAsync(exchange, Cancel);
            verdict.Reason.HasValue.ShouldBe(verdict.IsHardRefusal || verdict.Engagement is Engagement.Partial);
            if (verdict.RefusalProbability is { } probability) probability.ShouldBeInRange(0, 1);
        }).QuickCheckThrowOnFailure();
    }

    [Fact]
    public void Every_piece_of_evidence_lies_within_its_source_and_names_a_rule()
    {
        IRefusalDetector detector = Create();
        Prop.ForAll(Exchanges, async exchange =>
        {
            foreach (EvidenceSpan span in (await detector.DetectAsync(exchange, Cancel)).Evidence)
            {
                span.Start.ShouldBeGreaterThanOrEqualTo(0);
                span.Length.ShouldBeGreaterThanOrEqualTo(0);
                // A quote is empty where the span does not fit.
                span.Quote(exchange).Length.ShouldBe(span.Length);
                span.Rule.ShouldNotBeNullOrWhiteSpace();
            }
        }).QuickCheckThrowOnFailure();
    }

    [Fact]
    public void Metadata_is_never_read()
    {
        IRefusalDetector detector = Create();
        Prop.ForAll(Exchanges, async exchange =>
        {
            Verdict verdict = await detector.DetectAsync(exchange, Cancel);
            (await detector.DetectAsync(exchange with { Metadata = new ForbiddenMetadata() }, Cancel)).ShouldBeStoredAs(verdict);
        }).QuickCheckThrowOnFailure();
    }

    [Fact]
    public async Task A_cancelled_detection_gives_no_verdict()
    {
        using var cancelled = new CancellationTokenSource();
        await cancelled.CancelAsync();

        await Should.ThrowAsync<OperationCanceledException>(async () => await Create().DetectAsync(SampleExchanges.Answer("I cannot help with that."), cancelled.Token));
    }

    [Fact]
    public async Task Nothing_is_not_an_exchange() =>
        await Should.ThrowAsync<ArgumentNullException>(async () => await Create().DetectAsync(null!, Cancel));

    [Theory]
    [InlineData("a")]
    [InlineData("\"")]
    [InlineData("“")]
    [InlineData("`")]
    [InlineData("(")]
    [InlineData("我")]
    [InlineData("i cannot ")]
    [InlineData("\ud83d")]
    [InlineData("\u0301")]
    [InlineData(" ")]
    [InlineData("\n> ")]
    public async Task A_very_long_text_is_judged_in_a_moment(string piece)
    {
        string text = string.Concat(Enumerable.Repeat(piece, 1_000_000 / piece.Length));
        Exchange exchange = SampleExchanges.Answer(text) with { Stream = new StreamTrace { Text = text } };
        using var patience = CancellationTokenSource.CreateLinkedTokenSource(Cancel);
        patience.CancelAfter(TimeSpan.FromSeconds(20));

        await Task.Run(async () => await Create().DetectAsync(exchange, Cancel), Cancel).WaitAsync(patience.Token);
    }

    [SuppressMessage("Naming", "CA1710:Identifiers should have correct suffix", Justification = "It is known by its interface.")]
    private sealed class ForbiddenMetadata : IReadOnlyDictionary<string, JsonElement>
    {
        public IEnumerable<string> Keys => throw Read();

        public IEnumerable<JsonElement> Values => throw Read();

        public int Count => throw Read();

        public JsonElement this[string key] => throw Read();

        public bool ContainsKey(string key) => throw Read();

        public bool TryGetValue(string key, out JsonElement value) => throw Read();

        public IEnumerator<KeyValuePair<string, JsonElement>> GetEnumerator() => throw Read();

        IEnumerator IEnumerable.GetEnumerator() => throw Read();

        private static InvalidOperationException Read() => new("A detector has read the metadata.");
    }
}
