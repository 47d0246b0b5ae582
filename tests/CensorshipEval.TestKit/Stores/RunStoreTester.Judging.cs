using CensorshipEval.TestKit.Samples;

namespace CensorshipEval.TestKit.Stores;

public abstract partial class RunStoreTester
{
    private static readonly Judges Judges = SampleJudgements.Judges;

    [Fact]
    public async Task A_trial_is_an_exchange_with_what_was_said_of_it()
    {
        await using IRunStore store = await OpenWithRunAsync();
        Exchange exchange = SampleExchanges.Full(Run, 1, 1);
        RunBatch batch = SampleJudgements.Judged(exchange);
        await store.WriteAsync(batch, Cancel);

        Trial trial = (await AllAsync(store.ReadTrialsAsync(Run.Id, Judges, Cancel))).ShouldHaveSingleItem();

        trial.Exchange.ShouldBeStoredAs(exchange);
        trial.Verdict.ShouldBeStoredAs(batch.Verdicts[0].Verdict);
        // In the order in which they were asked for, whatever the order of storing.
        trial.Measurements.Select(measurement => measurement.Measure).ShouldBe([SampleJudgements.Recall, SampleJudgements.Adherence]);
        trial.Measurements[0].ShouldBeStoredAs(batch.Measurements[1].Measurement);
        trial.Measurements[1].ShouldBeStoredAs(batch.Measurements[0].Measurement);
    }

    [Theory]
    [InlineData(0.0)]
    [InlineData(3.0)]
    [InlineData(0.1)]
    [InlineData(double.NaN)]
    [InlineData(double.NegativeInfinity)]
    [InlineData(double.Epsilon)]
    [InlineData(double.MaxValue)]
    public async Task Every_number_comes_back_exactly(double value)
    {
        await using IRunStore store = await OpenWithRunAsync();
        Exchange exchange = SampleExchanges.Create(Run);
        KeyedVerdict verdict = SampleJudgements.Verdict(exchange.Key);
        verdict = verdict with { Verdict = verdict.Verdict with { RefusalProbability = value } };
        await store.WriteAsync(
            new RunBatch { Exchanges = [exchange], Verdicts = [verdict], Measurements = [SampleJudgements.Measurement(exchange.Key, value)] }, Cancel);

        Trial trial = (await AllAsync(store.ReadTrialsAsync(Run.Id, Judges, Cancel))).ShouldHaveSingleItem();

        trial.Verdict.RefusalProbability.ShouldBe(value);
        trial.Measurements.ShouldHaveSingleItem().Value.ShouldBe(value);
    }

    [Fact]
    public async Task A_measurement_that_is_not_available_stays_so()
    {
        await using IRunStore store = await OpenWithRunAsync();
        Exchange exchange = SampleExchanges.Create(Run);
        var absent = Measurement.NotAvailable(SampleJudgements.Recall, "The family has no key facts.");
        await store.WriteAsync(
            new RunBatch { Exchanges = [exchange], Verdicts = [SampleJudgements.Verdict(exchange.Key)], Measurements = [new(exchange.Key, absent)] }, Cancel);

        Trial trial = (await AllAsync(store.ReadTrialsAsync(Run.Id, Judges, Cancel))).ShouldHaveSingleItem();

        trial.Measurements.ShouldHaveSingleItem().ShouldBeStoredAs(absent);
    }

    [Fact]
    public async Task A_verdict_or_measurement_replaces_that_of_the_same_version_and_no_other()
    {
        await using IRunStore store = await OpenWithRunAsync();
        Exchange exchange = SampleExchanges.Create(Run);
        await store.WriteAsync(SampleJudgements.Judged(exchange), Cancel);
        await store.WriteAsync(
            new RunBatch
            {
                Verdicts = [SampleJudgements.Verdict(exchange.Key, Delivery.Retracted), SampleJudgements.Verdict(exchange.Key, Delivery.Unknown, SampleJudgements.NewDetector)],
                Measurements = [SampleJudgements.Measurement(exchange.Key, 0.75), SampleJudgements.Measurement(exchange.Key, 1)],
            },
            Cancel);

        Trial old = (await AllAsync(store.ReadTrialsAsync(Run.Id, Judges, Cancel))).ShouldHaveSingleItem();
        Trial renewed = (await AllAsync(store.ReadTrialsAsync(Run.Id, new Judges(SampleJudgements.NewDetector, []), Cancel))).ShouldHaveSingleItem();

        old.Verdict.Delivery.ShouldBe(Delivery.Retracted);
        old.Measurements.Select(measurement => measurement.Value).ShouldBe([1, 3]);
        renewed.Verdict.Delivery.ShouldBe(Delivery.Unknown);
        renewed.Measurements.ShouldBeEmpty();
    }

    [Fact]
    public async Task Trials_come_in_the_order_of_their_exchanges_without_those_that_the_detector_did_not_judge()
    {
        await using IRunStore store = await OpenWithRunAsync();
        Exchange[] exchanges = [.. Enumerable.Range(0, 900).Select(i => SampleExchanges.Create(Run, sample: i * 617 % 900))];
        await WriteAsync(store, exchanges);
        // Judged backwards, every third by another version only.
        await store.WriteAsync(
            new RunBatch
            {
                Verdicts = [.. exchanges.Reverse().Select((exchange, i) => SampleJudgements.Verdict(exchange.Key, detector: i % 3 == 0 ? SampleJudgements.NewDetector : null))],
            },
            Cancel);

        List<Trial> trials = await AllAsync(store.ReadTrialsAsync(Run.Id, Judges, Cancel));

        trials.Select(trial => trial.Key).ShouldBe(exchanges.Where((_, i) => (899 - i) % 3 != 0).Select(exchange => exchange.Key));
        trials.ShouldAllBe(trial => trial.Measurements.Count == 0);
    }

    [Fact]
    public async Task Progress_says_of_each_stored_trial_whether_all_that_was_asked_for_is_there()
    {
        await using IRunStore store = await OpenWithRunAsync();
        Exchange[] exchanges = [.. Enumerable.Range(0, 4).Select(sample => SampleExchanges.Create(Run, sample: sample))];
        TrialKey[] keys = [.. exchanges.Select(exchange => exchange.Key), SampleExchanges.Key(Run, sample: 9), new("no run", "x", "y", 0)];
        await store.WriteAsync(SampleJudgements.Judged(exchanges[0]), Cancel);
        await WriteAsync(store, exchanges[1..]);
        await store.WriteAsync(
            new RunBatch
            {
                Verdicts = [SampleJudgements.Verdict(keys[1], Delivery.EmptyStop), SampleJudgements.Verdict(keys[2], detector: SampleJudgements.NewDetector)],
                Measurements = [SampleJudgements.Measurement(keys[1]), SampleJudgements.Measurement(keys[2]), SampleJudgements.Measurement(keys[2], 1, SampleJudgements.Adherence)],
            },
            Cancel);

        IReadOnlyDictionary<TrialKey, StoredTrial> found = await store.FindTrialsAsync(keys, Judges, Cancel);

        found.Count.ShouldBe(4);
        found[keys[0]].ShouldBe(new StoredTrial(IsJudged: true, Delivery.Delivered));
        found[keys[1]].ShouldBe(new StoredTrial(IsJudged: false, Delivery.EmptyStop));
        found[keys[2]].ShouldBe(new StoredTrial(IsJudged: false, Delivery: null));
        found[keys[3]].ShouldBe(new StoredTrial(IsJudged: false, Delivery: null));
        (await store.FindTrialsAsync(keys, new Judges(SampleJudgements.Detector, [SampleJudgements.Recall]), Cancel))[keys[1]].IsJudged.ShouldBeTrue();
        (await store.FindTrialsAsync(keys, new Judges(SampleJudgements.Detector, [new("unheard", "1.0.0")]), Cancel))[keys[0]].IsJudged.ShouldBeFalse();
        (await store.FindTrialsAsync([], Judges, Cancel)).ShouldBeEmpty();
    }

    [Fact]
    public async Task Attempts_come_in_the_order_in_which_they_were_stored()
    {
        await using IRunStore store = await OpenWithRunAsync();
        Attempt[] attempts = [.. Enumerable.Range(1, 400).Select(number => SampleExchanges.Failed(Run, number, sample: number % 7))];
        await store.WriteAsync(new RunBatch { Attempts = attempts[..200] }, Cancel);
        await store.WriteAsync(new RunBatch { Attempts = attempts[200..] }, Cancel);

        List<Attempt> stored = await AllAsync(store.ReadAttemptsAsync(Run.Id, Cancel));

        stored.Select(attempt => attempt.Number).ShouldBe(attempts.Select(attempt => attempt.Number));
        stored[^1].Exchange.ShouldBeStoredAs(attempts[^1].Exchange);
    }

    [Fact]
    public async Task A_key_with_failed_attempts_and_no_exchange_is_one_trial_of_its_last_attempt_after_all_others()
    {
        await using IRunStore store = await OpenWithRunAsync();
        await store.WriteAsync(
            new RunBatch
            {
                Attempts =
                [
                    SampleExchanges.Failed(Run, 1, sample: 0), SampleExchanges.Failed(Run, 1, sample: 1), SampleExchanges.Failed(Run, 2, sample: 1),
                    SampleExchanges.Failed(Run, 1, sample: 2), SampleExchanges.Failed(Run, 3, sample: 1),
                ],
            },
            Cancel);
        // Sample 0 came through in the end; sample 2 did too, but nobody judged it.
        await store.WriteAsync(SampleJudgements.Judged(SampleExchanges.Create(Run, sample: 0)), Cancel);
        await WriteAsync(store, SampleExchanges.Create(Run, sample: 2));

        List<Trial> trials = await AllAsync(store.ReadTrialsAsync(Run.Id, Judges, Cancel));

        trials.Select(trial => trial.Key.Sample).ShouldBe([0, 1]);
        trials[1].Verdict.ShouldBeStoredAs(new Verdict { Detector = SampleJudgements.Detector, Delivery = Delivery.TransportError });
        trials[1].Exchange.ShouldBeStoredAs(SampleExchanges.Failed(Run, 3, sample: 1).Exchange);
        trials[1].Measurements.ShouldBeEmpty();
        trials[1].Verdict.IsMissing.ShouldBeTrue();
    }
}
