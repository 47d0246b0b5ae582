using CensorshipEval.Detection;
using CensorshipEval.Running;
using CensorshipEval.Storage;

namespace CensorshipEval.Tests.Running;

public sealed class EvaluationRunnerTests : IAsyncDisposable
{
    private static readonly DefaultRefusalDetector Detector = new();

    private readonly InMemoryRunStore _store = new();

    public ValueTask DisposeAsync() => _store.DisposeAsync();

    private static CancellationToken Cancellation => TestContext.Current.CancellationToken;

    [Fact]
    public async Task Every_trial_of_the_plan_is_yielded_and_stored_once()
    {
        EvaluationPlan plan = Plan(samples: 3);
        List<Trial> yielded = await RunAsync(plan, new CountingSource());
        yielded.Select(static trial => trial.Key).Distinct().Count().ShouldBe(yielded.Count);
        yielded.Count.ShouldBe((int)plan.TrialCount);
        (await StoredAsync()).Select(static trial => trial.Key).ShouldBe(yielded.Select(static trial => trial.Key), ignoreOrder: true);
    }

    [Fact]
    public async Task A_finished_run_asks_nothing_again()
    {
        EvaluationPlan plan = Plan();
        await RunAsync(plan, new CountingSource());
        var again = new CountingSource();
        (await RunAsync(plan, again)).ShouldBeEmpty();
        again.Asked.ShouldBeEmpty();
    }

    [Fact]
    public async Task A_run_that_was_stopped_asks_only_what_is_left()
    {
        EvaluationPlan plan = Plan(samples: 4);
        var first = new CountingSource { AnswersAtMost = 40 };
        int seen = 0;
        await foreach (Trial _ in Runner().RunAsync("run", plan, first, Cancellation))
        {
            if (++seen == 20) break;
        }

        HashSet<TrialKey> stored = [];
        await foreach (Exchange exchange in _store.ReadExchangesAsync("run", Cancellation)) stored.Add(exchange.Key);
        stored.Count.ShouldBeInRange(20, 40);

        var second = new CountingSource();
        await RunAsync(plan, second);
        second.Asked.Where(stored.Contains).ShouldBeEmpty();
        (stored.Count + second.Asked.Count).ShouldBe((int)plan.TrialCount);
        (await StoredAsync()).Count.ShouldBe((int)plan.TrialCount);
    }

    [Fact]
    public async Task An_exchange_is_stored_before_it_is_judged()
    {
        EvaluationPlan plan = Plan();
        var runner = new EvaluationRunner(_store, new ThrowingDetector());
        await Should.ThrowAsync<NotSupportedException>(async () =>
        {
            await foreach (Trial _ in runner.RunAsync("run", plan, new CountingSource(), Cancellation)) { }
        });
        int stored = await _store.ReadExchangesAsync("run", Cancellation).CountAsync(Cancellation);
        stored.ShouldBeGreaterThan(0);

        // The next call judges what was stored without asking for it again.
        var again = new CountingSource();
        (await RunAsync(plan, again)).Count.ShouldBe((int)plan.TrialCount);
        again.Asked.Count.ShouldBe((int)plan.TrialCount - stored);
    }

    [Fact]
    public async Task A_run_is_never_continued_under_another_plan()
    {
        await RunAsync(Plan(), new CountingSource());
        RunStoreException error = await Should.ThrowAsync<RunStoreException>(() => RunAsync(Plan(samples: 2), new CountingSource()));
        error.Message.ShouldContain("another plan");
    }

    [Fact]
    public async Task Two_runners_never_work_on_one_run()
    {
        EvaluationPlan plan = Plan();
        await using IAsyncEnumerator<Trial> first = Runner().RunAsync("run", plan, new CountingSource(), Cancellation).GetAsyncEnumerator(Cancellation);
        await first.MoveNextAsync();
        await Should.ThrowAsync<RunInUseException>(() => RunAsync(plan, new CountingSource()));
    }

    [Fact]
    public async Task An_error_that_every_call_would_meet_stops_the_run_and_is_the_one_reported()
    {
        var source = new CountingSource(static _ => throw new UnauthorizedAccessException("no such key"));
        (await Should.ThrowAsync<UnauthorizedAccessException>(() => RunAsync(Plan(samples: 50), source))).Message.ShouldBe("no such key");
        source.Asked.Count.ShouldBeLessThan(50);
    }

    [Fact]
    public async Task A_failed_call_is_kept_as_an_attempt_and_asked_again_by_the_next_call_only()
    {
        EvaluationPlan plan = Plan();
        List<Trial> first = await RunAsync(plan, new CountingSource(CountingSource.Failure));
        first.ShouldAllBe(static trial => trial.Verdict.Delivery == Delivery.TransportError);
        first.Count.ShouldBe((int)plan.TrialCount);
        (await StoredAsync()).ShouldAllBe(static trial => trial.Verdict.Delivery == Delivery.TransportError);

        await RunAsync(plan, new CountingSource(CountingSource.Failure));
        List<int> numbers = await _store.ReadAttemptsAsync("run", Cancellation).Select(static attempt => attempt.Number).ToListAsync(Cancellation);
        numbers.Count(static number => number == 2).ShouldBe((int)plan.TrialCount);

        (await RunAsync(plan, new CountingSource())).Count.ShouldBe((int)plan.TrialCount);
        (await StoredAsync()).ShouldAllBe(static trial => trial.Verdict.Delivery == Delivery.Delivered);
    }

    [Fact]
    public async Task An_empty_answer_is_asked_again_as_a_further_sample_and_both_stay_on_record()
    {
        EvaluationPlan plan = Plan() with { FurtherSamplesWhenEmpty = 2 };
        var source = new CountingSource(static request => CountingSource.Answer(request, ""));
        List<Trial> trials = await RunAsync(plan, source);
        trials.Count.ShouldBe(3 * (int)plan.TrialCount);
        trials.Select(static trial => trial.Key).Distinct().Count().ShouldBe(trials.Count);

        var again = new CountingSource();
        await RunAsync(plan, again);
        again.Asked.ShouldBeEmpty();
    }

    [Fact]
    public async Task A_further_sample_that_a_crash_left_out_is_asked_on_resume()
    {
        EvaluationPlan plan = Plan();
        using var cancellation = CancellationTokenSource.CreateLinkedTokenSource(Cancellation);
        var first = new CountingSource(request =>
        {
            if (request.Key.Sample > 0) cancellation.Cancel();
            cancellation.Token.ThrowIfCancellationRequested();
            return CountingSource.Answer(request, "");
        });
        await Should.ThrowAsync<OperationCanceledException>(async () => await Runner(new EvaluationRunnerOptions { Concurrency = 1 })
            .RunAsync("run", plan, first, cancellation.Token).ToListAsync(cancellation.Token));
        int stored = await _store.ReadExchangesAsync("run", Cancellation).CountAsync(Cancellation);
        stored.ShouldBeGreaterThan(0);

        var again = new CountingSource(static request => CountingSource.Answer(request, ""));
        await RunAsync(plan, again);
        (stored + again.Asked.Count).ShouldBe(2 * (int)plan.TrialCount);
    }

    [Fact]
    public async Task Further_samples_are_judged_again_too_and_never_asked_again()
    {
        EvaluationPlan plan = Plan();
        await RunAsync(plan, new CountingSource(static request => CountingSource.Answer(request, request.Key.Sample == 0 ? "" : "An answer.")));
        var other = new EvaluationRunner(_store, new NamedDetector("second"));
        (await other.JudgeAgainAsync("run", Cancellation)).ShouldBe(2 * plan.TrialCount);
        (await other.JudgeAgainAsync("run", Cancellation)).ShouldBe(0);

        var source = new CountingSource();
        await new EvaluationRunner(_store, new NamedDetector("third")).RunAsync("run", plan, source, Cancellation).ToListAsync(Cancellation);
        source.Asked.ShouldBeEmpty();
    }

    [Fact]
    public async Task A_store_that_fails_is_the_error_that_is_reported()
    {
        for (int i = 0; i < 20; i++)
        {
            var runner = new EvaluationRunner(new FailingStore(failAfter: 3), Detector);
            RunStoreException error = await Should.ThrowAsync<RunStoreException>(async () =>
                await runner.RunAsync("run", Plan(samples: 4), new CountingSource(), Cancellation).ToListAsync(Cancellation));
            error.Message.ShouldContain("no space left");
        }
    }

    [Fact]
    public async Task A_stored_run_is_judged_again_by_another_detector_without_asking()
    {
        EvaluationPlan plan = Plan();
        await RunAsync(plan, new CountingSource());
        var other = new EvaluationRunner(_store, new FixedDetector());
        (await other.JudgeAgainAsync("run", Cancellation)).ShouldBe(plan.TrialCount);
        (await other.JudgeAgainAsync("run", Cancellation)).ShouldBe(0);
        List<Trial> trials = await _store.ReadTrialsAsync("run", other.Judges, Cancellation).ToListAsync(Cancellation);
        trials.ShouldAllBe(static trial => trial.Verdict.Detector.Name == "fixed");
        (await StoredAsync()).ShouldAllBe(static trial => trial.Verdict.Detector.Name == "default");
    }

    [Fact]
    public async Task Cancelling_keeps_what_was_received()
    {
        EvaluationPlan plan = Plan(samples: 20);
        using var cancellation = CancellationTokenSource.CreateLinkedTokenSource(Cancellation);
        int seen = 0;
        await Should.ThrowAsync<OperationCanceledException>(async () =>
        {
            await foreach (Trial _ in Runner().RunAsync("run", plan, new CountingSource(), cancellation.Token))
            {
                if (++seen == 30) await cancellation.CancelAsync();
            }
        });
        (await StoredAsync()).Count.ShouldBeGreaterThanOrEqualTo(30);
        await RunAsync(plan, new CountingSource());
        (await StoredAsync()).Count.ShouldBe((int)plan.TrialCount);
    }

    [Fact]
    public async Task Sentinels_are_asked_from_the_start_to_the_end()
    {
        var source = new CountingSource();
        string sentinel = TestCorpus.Few[0].Id;
        EvaluationPlan plan = Plan(samples: 5) with { Sentinels = new SentinelPlan { PromptIds = [sentinel], Repeats = 4 } };
        await RunAsync(plan, source, new EvaluationRunnerOptions { Concurrency = 1 });
        int[] places = [.. source.Asked.Index().Where(asked => asked.Item.Sample >= 5).Select(static asked => asked.Index)];
        places.Length.ShouldBe(4);
        places[0].ShouldBe(0);
        places[^1].ShouldBe((int)plan.TrialCount - 1);
        source.Asked.Count.ShouldBe((int)plan.TrialCount);
    }

    [Theory]
    [InlineData(0)]
    [InlineData(10_001)]
    public void An_option_out_of_range_is_one_clear_error(int concurrency)
    {
        InputException error = Should.Throw<InputException>(() => new EvaluationRunner(_store, Detector, options: new EvaluationRunnerOptions { Concurrency = concurrency }));
        error.Errors.ShouldHaveSingleItem().Expected.ShouldContain("10000");
    }

    [Fact]
    public async Task A_plan_that_cannot_be_run_says_all_that_is_wrong_and_stores_nothing()
    {
        EvaluationPlan plan = Plan() with { Targets = [], Samples = 0, Prompts = [TestCorpus.Few[0], TestCorpus.Few[0]] };
        InputException error = await Should.ThrowAsync<InputException>(() => RunAsync(plan, new CountingSource()));
        error.Errors.Select(static e => e.Field).ShouldBe(["Targets", "Samples", "Prompts"], ignoreOrder: true);
        (await _store.FindRunAsync("run", Cancellation)).ShouldBeNull();
    }

    private static EvaluationPlan Plan(int samples = 1) => new()
    {
        Corpus = TestCorpus.BuiltIn.Info,
        Targets = [new Target { Id = "one", Model = "m" }],
        Prompts = TestCorpus.Few,
        Samples = samples,
        Judges = new Judges(Detector.Id, []),
        Source = "test",
    };

    private EvaluationRunner Runner(EvaluationRunnerOptions? options = null) => new(_store, Detector, options: options);

    private async Task<List<Trial>> RunAsync(EvaluationPlan plan, IExchangeSource source, EvaluationRunnerOptions? options = null) =>
        await Runner(options).RunAsync("run", plan, source, Cancellation).ToListAsync(Cancellation);

    private async Task<List<Trial>> StoredAsync() => await _store.ReadTrialsAsync("run", Runner().Judges, Cancellation).ToListAsync(Cancellation);

    private sealed class ThrowingDetector : IRefusalDetector
    {
        public ComponentId Id => new("default", "0.0.0-broken");

        public ValueTask<Verdict> DetectAsync(Exchange exchange, CancellationToken cancellationToken = default) => throw new NotSupportedException("broken");
    }

    /// <summary>The default detector under another name.</summary>
    private sealed class NamedDetector(string name) : IRefusalDetector
    {
        public ComponentId Id => new(name, "1.0.0");

        public async ValueTask<Verdict> DetectAsync(Exchange exchange, CancellationToken cancellationToken = default) =>
            (await Detector.DetectAsync(exchange, cancellationToken)) with { Detector = Id };
    }

    private sealed class FixedDetector : IRefusalDetector
    {
        public ComponentId Id => new("fixed", "1.0.0");

        public ValueTask<Verdict> DetectAsync(Exchange exchange, CancellationToken cancellationToken = default) =>
            ValueTask.FromResult(new Verdict { Detector = Id, Delivery = Delivery.Delivered, Engagement = Engagement.Partial });
    }
}
