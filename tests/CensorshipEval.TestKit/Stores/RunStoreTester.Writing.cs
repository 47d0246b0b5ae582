using CensorshipEval.TestKit.Samples;

namespace CensorshipEval.TestKit.Stores;

public abstract partial class RunStoreTester
{
    [Fact]
    public async Task A_second_exchange_of_the_same_key_is_refused_with_its_whole_batch()
    {
        await using IRunStore store = await OpenWithRunAsync();
        await WriteAsync(store, SampleExchanges.Create(Run, text: "first"));
        RunBatch batch = SampleJudgements.Judged(SampleExchanges.Create(Run, sample: 1), SampleExchanges.Create(Run, text: "second"));

        RunStoreException refusal = await Should.ThrowAsync<RunStoreException>(
            async () => await store.WriteAsync(batch with { Attempts = [SampleExchanges.Failed(Run, 1)] }, Cancel));

        refusal.Message.ShouldContain("target-0/prompt-0#0");
        (await AllAsync(store.ReadExchangesAsync(Run.Id, Cancel))).ShouldHaveSingleItem().Text.ShouldBe("first");
        (await AllAsync(store.ReadAttemptsAsync(Run.Id, Cancel))).ShouldBeEmpty();
        (await AllAsync(store.ReadTrialsAsync(Run.Id, SampleJudgements.Judges, Cancel))).ShouldBeEmpty();
    }

    [Fact]
    public async Task Two_exchanges_of_one_key_in_one_batch_are_refused()
    {
        await using IRunStore store = await OpenWithRunAsync();

        await Should.ThrowAsync<RunStoreException>(async () => await WriteAsync(store, SampleExchanges.Create(Run), SampleExchanges.Create(Run)));

        await ShouldHoldNothingAsync(store);
    }

    [Fact]
    public async Task A_store_works_on_after_it_refused_a_batch()
    {
        await using IRunStore store = await OpenWithRunAsync();
        RunBatch judged = SampleJudgements.Judged(SampleExchanges.Create(Run));
        // The refused batch is the first to name its judges, and the last of its rows is what is wrong.
        RunBatch wrong = judged with { Measurements = [.. judged.Measurements, SampleJudgements.Measurement(SampleExchanges.Key(Run, sample: 7))] };
        await Should.ThrowAsync<RunStoreException>(async () => await store.WriteAsync(wrong, Cancel));
        await ShouldHoldNothingAsync(store);

        await store.WriteAsync(judged, Cancel);

        (await AllAsync(store.ReadTrialsAsync(Run.Id, SampleJudgements.Judges, Cancel))).ShouldHaveSingleItem().Measurements.Count.ShouldBe(2);
    }

    [Fact]
    public async Task Nothing_is_stored_of_a_run_target_prompt_or_exchange_that_is_not()
    {
        await using IRunStore store = await OpenWithRunAsync();
        Exchange good = SampleExchanges.Create(Run);
        TrialKey key = good.Key;
        Exchange noRun = good with { Key = key with { RunId = "none" } };
        Exchange noTarget = good with { Key = key with { TargetId = "none" }, Target = good.Target with { Id = "none" } };
        Exchange noPrompt = good with { Key = key with { PromptId = "none" }, Prompt = good.Prompt with { Id = "none" } };
        foreach (Exchange exchange in new[] { noRun, noTarget, noPrompt })
        {
            await RefuseAsync(new RunBatch { Exchanges = [good, exchange] });
            await RefuseAsync(new RunBatch { Exchanges = [good], Attempts = [new Attempt(exchange, 1)] });
            await RefuseAsync(new RunBatch { Exchanges = [good], Verdicts = [SampleJudgements.Verdict(exchange.Key)] });
            await RefuseAsync(new RunBatch { Exchanges = [good], Measurements = [SampleJudgements.Measurement(exchange.Key)] });
        }

        await RefuseAsync(new RunBatch { Verdicts = [SampleJudgements.Verdict(key)] });
        await RefuseAsync(new RunBatch { Measurements = [SampleJudgements.Measurement(key)] });
        await ShouldHoldNothingAsync(store);

        async Task RefuseAsync(RunBatch batch) => await Should.ThrowAsync<RunStoreException>(async () => await store.WriteAsync(batch, Cancel));
    }

    [Fact]
    public async Task An_exchange_that_asked_something_else_than_its_run_does_is_refused()
    {
        await using IRunStore store = await OpenWithRunAsync();
        Exchange good = SampleExchanges.Create(Run);

        await RefuseAsync(good with { Target = good.Target with { SystemPrompt = "Another." } });
        await RefuseAsync(good with { Prompt = good.Prompt with { Text = "Another?" } });
        await RefuseAsync(good with { Target = Run.Targets[1] });
        await ShouldHoldNothingAsync(store);
        await WriteAsync(store, good with { Target = good.Target with { }, Prompt = good.Prompt with { } });

        async Task RefuseAsync(Exchange exchange) => await Should.ThrowAsync<RunStoreException>(async () => await WriteAsync(store, exchange));
    }

    [Fact]
    public async Task An_empty_batch_changes_nothing()
    {
        await using IRunStore store = await OpenWithRunAsync();
        await store.WriteAsync(new RunBatch(), Cancel);
        await ShouldHoldNothingAsync(store);
    }

    [Fact]
    public async Task Nothing_is_written_once_the_caller_has_given_up()
    {
        await using IRunStore store = await OpenWithRunAsync();

        await Should.ThrowAsync<OperationCanceledException>(
            async () => await store.WriteAsync(new RunBatch { Exchanges = [SampleExchanges.Create(Run)] }, new CancellationToken(canceled: true)));

        await ShouldHoldNothingAsync(store);
    }

    [Fact]
    public async Task Runs_of_one_store_keep_to_themselves()
    {
        await using IRunStore store = await OpenWithRunAsync();
        RunRecord other = SampleRuns.Create("other");
        await store.CreateRunAsync(other, Cancel);

        // The same target, prompt and sample in both, in one batch.
        await store.WriteAsync(SampleJudgements.Judged(SampleExchanges.Create(Run, text: "one"), SampleExchanges.Create(other, text: "two")), Cancel);

        foreach ((RunRecord run, string text) in new[] { (Run, "one"), (other, "two") })
            (await AllAsync(store.ReadTrialsAsync(run.Id, SampleJudgements.Judges, Cancel))).ShouldHaveSingleItem().Exchange.Text.ShouldBe(text);
    }

    [Fact]
    public async Task Many_writers_at_once_store_everything_once()
    {
        await using IRunStore store = await OpenWithRunAsync();

        await Task.WhenAll(Enumerable.Range(0, 8).Select(writer => Task.Run(async () =>
        {
            for (int i = 0; i < 25; i++)
                await store.WriteAsync(SampleJudgements.Judged(SampleExchanges.Create(Run, sample: (writer * 1000) + i)), Cancel);
        })));

        List<Trial> trials = await AllAsync(store.ReadTrialsAsync(Run.Id, SampleJudgements.Judges, Cancel));
        trials.Count.ShouldBe(200);
        trials.Select(trial => trial.Key).Distinct().Count().ShouldBe(200);
        trials.ShouldAllBe(trial => trial.Measurements.Count == 2);
    }

    [Fact]
    public async Task A_reader_in_the_middle_keeps_no_writer_waiting_and_sees_what_there_was_when_it_began()
    {
        await using IRunStore store = await OpenWithRunAsync();
        await WriteAsync(store, [.. Enumerable.Range(0, 600).Select(sample => SampleExchanges.Create(Run, sample: sample))]);
        int read = 0;
        await foreach (Exchange exchange in store.ReadExchangesAsync(Run.Id, Cancel))
        {
            exchange.Key.Sample.ShouldBe(read);
            // A writer that waited for this reader would wait for ever.
            if (read++ % 100 == 0) await WriteAsync(store, SampleExchanges.Create(Run, sample: 10_000 + read)).AsTask().WaitAsync(TimeSpan.FromSeconds(20), Cancel);
        }

        read.ShouldBe(600);
    }
}
