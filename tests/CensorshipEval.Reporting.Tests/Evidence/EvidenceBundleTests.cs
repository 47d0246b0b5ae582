using System.Text.Json;
using CensorshipEval.Analysis;
using CensorshipEval.Corpora;
using CensorshipEval.Detection;
using CensorshipEval.Export;
using CensorshipEval.Reporting.Tests.Runs;
using CensorshipEval.Running;
using CensorshipEval.Simulation;
using CensorshipEval.Storage;
using CensorshipEval.Storage.Sqlite;
using CensorshipEval.Transcripts;

namespace CensorshipEval.Reporting.Tests.Evidence;

public sealed class EvidenceBundleTests : IDisposable
{
    private readonly BundleFolder _folder = new();

    private static CancellationToken Cancel => TestContext.Current.CancellationToken;

    public void Dispose() => _folder.Dispose();

    [Fact]
    public async Task A_run_judged_again_from_its_bundle_is_the_same_and_can_be_reported()
    {
        (InMemoryRunStore store, ReportedRun run) = await SimulatedRun.AskAsync(samples: 2);
        EvidenceBundle written = await EvidenceBundle.WriteAsync(_folder.File(), store, run, cancellationToken: Cancel);

        EvidenceBundle bundle = await EvidenceBundle.OpenAsync(_folder.File(), cancellationToken: Cancel);
        EvidenceReplay replay = await bundle.ReplayAsync(cancellationToken: Cancel);

        replay.Summary.ShouldStartWith("The result is the same: ");
        replay.IsSame.ShouldBeTrue();
        replay.IsSameJudges.ShouldBeTrue();
        replay.Trials.ShouldBe(run.Analysis.Trials);
        replay.Measurements.ShouldBe(run.Analysis.Trials * ContentMeasures.All().Count);
        replay.Run.Analysis.Indices(GroupBy.Target).Select(static index => index.Index?.Difference).ShouldBe(run.Analysis.Indices(GroupBy.Target).Select(static index => index.Index?.Difference));
        replay.Run.IsComplete.ShouldBe(true);
        replay.Run.CreatedAt.ShouldBe(SimulatedRun.Begun);
        replay.Run.Corpus!.FindFamily(run.Plan.Prompts[0].FamilyId!)!.KeyFacts.Count.ShouldBe(PromptCorpus.BuiltIn.FindFamily(run.Plan.Prompts[0].FamilyId!)!.KeyFacts.Count);
        await RunExport.WriteTrialsAsync(_folder.File("trials.jsonl"), replay.Run.Trials(Cancel), cancellationToken: Cancel);
        File.ReadLines(_folder.File("trials.jsonl")).LongCount().ShouldBe(replay.Trials);

        written.Sha256.ShouldBe(bundle.Sha256);
        (await written.ReplayAsync(cancellationToken: Cancel)).IsSame.ShouldBeTrue();
        bundle.Manifest.PlanHash.ShouldBe(run.Plan.ComputeHash());
        bundle.Manifest.PlanHashAsRun.ShouldBe(bundle.Manifest.PlanHash);
        bundle.Manifest.VerdictsChangedByRemoval.ShouldBeEmpty();
        bundle.Manifest.Counts.ShouldBe(written.Manifest.Counts);
        bundle.Manifest.Analysis.KnewCorpus.ShouldBeTrue();
        BundleFolder.Text(_folder.File(), "corpus-manifest.sha256").ShouldBe(CorpusManifest.BuiltIn.ToString());
    }

    [Fact]
    public async Task The_sums_are_those_that_sha256sum_checks()
    {
        (InMemoryRunStore store, ReportedRun run) = await SimulatedRun.AskAsync(new PromptSelection { MaxPrompts = 6 });
        await EvidenceBundle.WriteAsync(_folder.File(), store, run, cancellationToken: Cancel);
        Dictionary<string, byte[]> entries = BundleFolder.Unpack(_folder.File());

        entries.Keys.ShouldBe(["README.txt", "run.json", "corpus-manifest.sha256", "families.jsonl", "exchanges.jsonl", "attempts.jsonl", "judgements.jsonl", "summary.json", "bundle.json", "SHA256SUMS"]);
        string[] sums = BundleFolder.Text(_folder.File(), "SHA256SUMS").Split('\n', StringSplitOptions.RemoveEmptyEntries);
        sums.ShouldBe(entries.Where(static entry => entry.Key != "SHA256SUMS").Select(static entry => $"{Convert.ToHexStringLower(System.Security.Cryptography.SHA256.HashData(entry.Value))}  {entry.Key}"));
        EvidenceBundle bundle = await EvidenceBundle.OpenAsync(_folder.File(), cancellationToken: Cancel);
        bundle.Sha256.ShouldBe(Convert.ToHexStringLower(System.Security.Cryptography.SHA256.HashData(entries["SHA256SUMS"])));
    }

    [Fact]
    public async Task One_run_gives_the_same_bytes_each_time()
    {
        (InMemoryRunStore store, ReportedRun run) = await SimulatedRun.AskAsync(new PromptSelection { MaxPrompts = 40 });
        await EvidenceBundle.WriteAsync(_folder.File("a.zip"), store, run, cancellationToken: Cancel);
        await EvidenceBundle.WriteAsync(_folder.File("b.zip"), store, await ReportedRun.ReadAsync(store, "run", run.Analysis.Options, cancellationToken: Cancel), cancellationToken: Cancel);
        (await File.ReadAllBytesAsync(_folder.File("a.zip"), Cancel)).ShouldBe(await File.ReadAllBytesAsync(_folder.File("b.zip"), Cancel));
    }

    [Fact]
    public async Task The_bundle_of_a_replay_holds_the_same_files()
    {
        (InMemoryRunStore store, ReportedRun run) = await SimulatedRun.AskAsync(new PromptSelection { MaxPrompts = 40 });
        await EvidenceBundle.WriteAsync(_folder.File("a.zip"), store, run, cancellationToken: Cancel);
        EvidenceReplay replay = await StoredRun.ReplayAsync(_folder.File("a.zip"));
        await EvidenceBundle.WriteAsync(_folder.File("b.zip"), replay.Store, replay.Run, cancellationToken: Cancel);
        EvidenceReplay again = await StoredRun.ReplayAsync(_folder.File("b.zip"));
        again.IsSame.ShouldBeTrue(again.Summary);
        again.Manifest.Files.ShouldBe(replay.Manifest.Files);
    }

    [Fact]
    public async Task Another_detector_is_told_with_every_verdict_that_it_changes()
    {
        (InMemoryRunStore store, ReportedRun run) = await SimulatedRun.AskAsync(new PromptSelection { MaxPrompts = 40 });
        await EvidenceBundle.WriteAsync(_folder.File(), store, run, cancellationToken: Cancel);

        EvidenceReplay replay = await StoredRun.ReplayAsync(_folder.File(), new EvidenceReplayOptions { Detector = new AllRefused(), MaximumExamples = 3 });

        replay.IsSame.ShouldBeFalse();
        replay.IsSameJudges.ShouldBeFalse();
        replay.VerdictsDiffering.ShouldBe(replay.Trials);
        replay.VerdictDifferences.Count.ShouldBe(3);
        replay.VerdictDifferences[0].Before!.Detector.ShouldBe(run.Judges.Detector);
        replay.VerdictDifferences[0].After!.Engagement.ShouldBe(Engagement.Refused);
        replay.MeasurementsDiffering.ShouldBe(0);
        replay.ValueDifferences.ShouldContain(static value => value.Path.StartsWith("rates[0].", StringComparison.Ordinal));
        replay.ValueDifferences.ShouldNotContain(static value => value.Path == "detector");
        replay.Summary.ShouldContain($"The result is not the same: {replay.Trials:N0} of {replay.Trials:N0} verdicts");
        replay.Summary.ShouldContain($"Judged by all-refused@2.0.0; the bundle was judged by {run.Judges.Detector}.");
    }

    [Fact]
    public async Task A_new_version_that_says_the_same_is_the_same_result_by_another_judge()
    {
        (InMemoryRunStore store, ReportedRun run) = await SimulatedRun.AskAsync(new PromptSelection { MaxPrompts = 20 });
        await EvidenceBundle.WriteAsync(_folder.File(), store, run, cancellationToken: Cancel);
        EvidenceReplay replay = await StoredRun.ReplayAsync(_folder.File(), new EvidenceReplayOptions { Detector = new NextVersion() });
        replay.IsSame.ShouldBeTrue(replay.Summary);
        replay.IsSameJudges.ShouldBeFalse();
        replay.Summary.ShouldEndWith($"Judged by default@99.0.0; the bundle was judged by {run.Judges.Detector}.");
    }

    [Fact]
    public async Task A_measure_that_is_not_at_hand_is_told()
    {
        (InMemoryRunStore store, ReportedRun run) = await SimulatedRun.AskAsync(new PromptSelection { MaxPrompts = 6 });
        await EvidenceBundle.WriteAsync(_folder.File(), store, run, cancellationToken: Cancel);
        EvidenceReplay replay = await StoredRun.ReplayAsync(_folder.File(), new EvidenceReplayOptions { Measures = [] });
        replay.IsSame.ShouldBeFalse();
        replay.VerdictsDiffering.ShouldBe(0);
        replay.MeasurementsDiffering.ShouldBe(replay.Measurements);
        replay.Summary.ShouldContain($"The measure {run.Judges.Measures[0]} of the bundle was not at hand.");
    }

    [Fact]
    public async Task The_options_of_the_analysis_are_those_of_the_run()
    {
        (InMemoryRunStore store, ReportedRun run) = await SimulatedRun.AskAsync(new PromptSelection { MaxPrompts = 60 });
        var origin = new ModelProvenance { Developer = "Somebody", Country = Jurisdiction.Parse("US") };
        var options = new AnalysisOptions
        {
            Confidence = 0.8, Seed = 7, BootstrapReplicates = 300, FewestFamilies = 3, Power = 0.7, ReferencePanel = [run.Plan.Targets[0].Id], Corpus = PromptCorpus.BuiltIn,
            Provenance = ModelProvenanceTable.BuiltIn.With(new Dictionary<string, ModelProvenance>(StringComparer.Ordinal) { [run.Plan.Targets[1].Model] = origin }),
        };
        run = await ReportedRun.ReadAsync(store, "run", options, cancellationToken: Cancel);
        await EvidenceBundle.WriteAsync(_folder.File(), store, run, cancellationToken: Cancel);
        EvidenceReplay replay = await StoredRun.ReplayAsync(_folder.File());
        replay.IsSame.ShouldBeTrue(replay.Summary);
        replay.Run.Analysis.Options.ShouldBe(options with { Corpus = replay.Run.Corpus, Provenance = replay.Run.Analysis.Options.Provenance, ReferencePanel = replay.Run.Analysis.Options.ReferencePanel });
        replay.Run.Analysis.Options.ReferencePanel.ShouldBe(options.ReferencePanel);
        replay.Run.Analysis.Models[run.Plan.Targets[1].Model].ShouldBe(origin);
    }

    [Fact]
    public async Task A_run_that_was_broken_off_is_replayed_as_far_as_it_got()
    {
        EvaluationPlan plan = StoredRun.Plan(prompts: 5, samples: 2);
        Exchange failed = StoredRun.Answer(plan, 3, text: "") with { FinishReason = null, Error = new ExchangeError { Code = "timeout", Message = "The server said nothing for 60 s." } };
        (IRunStore store, ReportedRun run) = await StoredRun.KeepAsync(
            plan, [StoredRun.Answer(plan, 2), StoredRun.Answer(plan, 0, 1, "I'm sorry, but I cannot discuss this topic."), StoredRun.Answer(plan, 1, text: "")],
            [new Attempt(failed with { Key = failed.Key with { PromptId = "p2" }, Prompt = plan.Prompts[2] }, 1), new Attempt(failed, 1), new Attempt(failed, 2)]);
        run.IsComplete.ShouldBe(false);
        EvidenceManifest manifest = (await EvidenceBundle.WriteAsync(_folder.File(), store, run, cancellationToken: Cancel)).Manifest;
        manifest.Counts.ShouldBe(new EvidenceCounts(3, 3, 4, 3 * ContentMeasures.All().Count, 0));
        EvidenceReplay replay = await StoredRun.ReplayAsync(_folder.File());
        replay.IsSame.ShouldBeTrue(replay.Summary);
        replay.Run.IsComplete.ShouldBe(false);
        replay.Trials.ShouldBe(4);
    }

    [Fact]
    public async Task A_run_with_a_call_that_failed_is_not_complete_and_its_replay_is_the_same()
    {
        EvaluationPlan plan = StoredRun.Plan();
        Exchange failed = StoredRun.Answer(plan, 2, text: "") with { FinishReason = null, Error = new ExchangeError { Code = "timeout", Message = "The server said nothing for 60 s." } };
        (IRunStore store, ReportedRun run) = await StoredRun.KeepAsync(plan, [StoredRun.Answer(plan), StoredRun.Answer(plan, 1)], [new Attempt(failed, 1)]);
        (run.IsComplete, run.Analysis.IsComplete, run.Analysis.IsAsked).ShouldBe((false, false, true));
        EvidenceBundle bundle = await EvidenceBundle.WriteAsync(_folder.File(), store, run, cancellationToken: Cancel);
        bundle.Manifest.IsComplete.ShouldBe(false);
        await SameAsync(false);

        // As if the call had been made again.
        await store.WriteAsync(new RunBatch { Exchanges = [StoredRun.Answer(plan, 2)] }, Cancel);
        await new EvaluationRunner(store, new DefaultRefusalDetector(), ContentMeasures.All()).JudgeAgainAsync("run", Cancel);
        await EvidenceBundle.WriteAsync(_folder.File(), store, await ReportedRun.ReadAsync(store, "run", cancellationToken: Cancel), cancellationToken: Cancel);
        await SameAsync(true);
    }

    [Theory]
    [InlineData(false)]
    [InlineData(true)]
    public async Task Recorded_answers_with_a_failed_call_are_not_complete_and_their_replay_is_the_same(bool fewer)
    {
        await File.WriteAllLinesAsync(_folder.File("answers.jsonl"), Enumerable.Range(0, fewer ? 7 : 8).Select(static number =>
        {
            string came = number == 3 ? "\"error\":\"connection reset\"" : "\"response\":\"In 1911 the dynasty fell.\"";
            return $$"""{"id":"row-{{number}}","model":"web-{{number % 2}}","language":"en","promptId":"q{{number / 2}}","prompt":"What happened?",{{came}}}""";
        }), Cancel);
        using TranscriptFile file = await TranscriptFile.OpenAsync(_folder.File("answers.jsonl"), Cancel);
        await using var store = new InMemoryRunStore();
        var runner = new EvaluationRunner(store, new DefaultRefusalDetector(), ContentMeasures.All(), file);
        await foreach (Trial _ in runner.RunAsync("run", file.Plan(runner.Judges), file, Cancel)) { }
        ReportedRun run = await ReportedRun.ReadAsync(store, "run", new AnalysisOptions { Corpus = file }, cancellationToken: Cancel);
        (run.IsComplete, run.Analysis.IsAsked).ShouldBe((false, fewer ? null : true));
        await EvidenceBundle.WriteAsync(_folder.File(), store, run, cancellationToken: Cancel);
        await SameAsync(false);
    }

    [Fact]
    public async Task Of_recorded_answers_that_were_broken_off_the_replay_knows_it_from_the_bundle()
    {
        EvaluationPlan plan = StoredRun.Plan() with { Source = "transcript:abc" };
        (IRunStore store, ReportedRun run) = await StoredRun.KeepAsync(plan, [StoredRun.Answer(plan)]);
        run.IsComplete.ShouldBeNull();
        foreach (bool? told in (bool?[])[null, false])
        {
            await EvidenceBundle.WriteAsync(_folder.File(), store, run with { IsComplete = told }, cancellationToken: Cancel);
            await SameAsync(told);
        }
    }

    [Fact]
    public async Task Exchanges_that_nobody_had_judged_are_told()
    {
        EvaluationPlan plan = StoredRun.Plan();
        (IRunStore store, ReportedRun run) = await StoredRun.KeepAsync(plan, [StoredRun.Answer(plan)]);
        await store.WriteAsync(new RunBatch { Exchanges = [StoredRun.Answer(plan, 1)] }, Cancel);
        await EvidenceBundle.WriteAsync(_folder.File(), store, run, cancellationToken: Cancel);
        EvidenceReplay replay = await StoredRun.ReplayAsync(_folder.File());
        replay.IsSame.ShouldBeFalse();
        VerdictDifference difference = replay.VerdictDifferences.ShouldHaveSingleItem();
        difference.Key.PromptId.ShouldBe("p1");
        difference.Before.ShouldBeNull();
        difference.ToString().ShouldStartWith("target/p1#0: not judged, now answered in full");
        replay.Summary.ShouldContain("1 of 2 verdicts");
    }

    [Fact]
    public async Task Recorded_answers_are_bundled_with_their_ids_and_without_families()
    {
        await File.WriteAllLinesAsync(_folder.File("answers.jsonl"), Enumerable.Range(0, 30).Select(static number =>
            $$"""{"id":"row-{{number}}","model":"web-{{number % 2}}","language":"en","promptId":"q{{number / 2}}","prompt":"What happened?","response":"{{(number % 3 == 0 ? "I cannot discuss this." : "In 1911 the dynasty fell.")}}","role":"sensitive","session":"s-{{number}}"}"""), Cancel);
        using TranscriptFile file = await TranscriptFile.OpenAsync(_folder.File("answers.jsonl"), Cancel);
        await using var store = new InMemoryRunStore();
        var runner = new EvaluationRunner(store, new DefaultRefusalDetector(), ContentMeasures.All(), file);
        await foreach (Trial _ in runner.RunAsync("run", file.Plan(runner.Judges), file, Cancel)) { }
        ReportedRun run = await ReportedRun.ReadAsync(store, "run", new AnalysisOptions { Corpus = file }, cancellationToken: Cancel);

        EvidenceManifest manifest = (await EvidenceBundle.WriteAsync(_folder.File(), store, run, new EvidenceBundleOptions { MetadataFields = ["note"] }, cancellationToken: Cancel)).Manifest;
        manifest.Removed.ShouldBe([new RemovedPart("exchanges.metadata.session", true, 30)]);
        manifest.Counts.Families.ShouldBe(0);
        EvidenceReplay replay = await StoredRun.ReplayAsync(_folder.File());
        replay.IsSame.ShouldBeTrue(replay.Summary);
        var ids = new List<string?>();
        await foreach (Trial trial in replay.Run.Trials(Cancel)) ids.Add(trial.Exchange.Metadata["id"].GetString());
        ids.ShouldBe(Enumerable.Range(0, 30).Select(static number => $"row-{number}"), ignoreOrder: true);

        await EvidenceBundle.WriteAsync(_folder.File(), store, run, new EvidenceBundleOptions { MetadataFields = ["session"] }, cancellationToken: Cancel);
        BundleFolder.Text(_folder.File(), "exchanges.jsonl").ShouldContain("\"session\":\"s-7\"");
    }

    [Fact]
    public async Task Twenty_thousand_trials_are_bundled_and_replayed_with_progress()
    {
        EvaluationPlan plan = StoredRun.Plan(prompts: 200, samples: 100);
        Exchange[] exchanges = [.. Enumerable.Range(0, 20_000).Select(number => StoredRun.Answer(plan, number % 200, number / 200, number % 7 == 0 ? "I can't help with that." : $"Answer {number}: it was signed."))];
        (IRunStore store, ReportedRun run) = await StoredRun.KeepAsync(plan, exchanges);
        var told = new ToldProgress();
        await EvidenceBundle.WriteAsync(_folder.File(), store, run, progress: told, cancellationToken: Cancel);
        EvidenceBundle bundle = await EvidenceBundle.OpenAsync(_folder.File(), told, Cancel);
        EvidenceReplay replay = await bundle.ReplayAsync(progress: told, cancellationToken: Cancel);
        replay.IsSame.ShouldBeTrue(replay.Summary);
        replay.Trials.ShouldBe(20_000);
        foreach (EvidenceStep step in Enum.GetValues<EvidenceStep>())
        {
            EvidenceProgress last = told.Last[step];
            last.Done.ShouldBe(last.Total!.Value, step.ToString());
        }
    }

    [Fact]
    public async Task A_run_goes_through_a_file_store_and_back()
    {
        (InMemoryRunStore store, ReportedRun run) = await SimulatedRun.AskAsync(new PromptSelection { MaxPrompts = 20 });
        await EvidenceBundle.WriteAsync(_folder.File("a.zip"), store, run, cancellationToken: Cancel);
        await using SqliteRunStore kept = await SqliteRunStore.OpenAsync(_folder.File("runs.db"), cancellationToken: Cancel);
        EvidenceReplay replay = await StoredRun.ReplayAsync(_folder.File("a.zip"), new EvidenceReplayOptions { Store = kept });
        replay.IsSame.ShouldBeTrue(replay.Summary);
        await EvidenceBundle.WriteAsync(_folder.File("b.zip"), kept, replay.Run, cancellationToken: Cancel);
        (await EvidenceBundle.OpenAsync(_folder.File("b.zip"), cancellationToken: Cancel)).Manifest.Files.ShouldBe(replay.Manifest.Files);

        (await Should.ThrowAsync<RunStoreException>(() => StoredRun.ReplayAsync(_folder.File("a.zip"), new EvidenceReplayOptions { Store = kept }))).Message.ShouldContain("run");
    }

    [Theory]
    [InlineData(0)]
    [InlineData(1)]
    [InlineData(9)]
    public async Task A_bundle_that_is_cancelled_leaves_no_file(int after)
    {
        EvaluationPlan plan = StoredRun.Plan(prompts: 100, samples: 50);
        (IRunStore store, ReportedRun run) = await StoredRun.KeepAsync(plan, [.. Enumerable.Range(0, 5_000).Select(number => StoredRun.Answer(plan, number % 100, number / 100))]);
        using var stop = CancellationTokenSource.CreateLinkedTokenSource(Cancel);
        if (after == 0) await stop.CancelAsync();
        var told = new ToldProgress(number =>
        {
            if (number == after) stop.Cancel();
        });
        await Should.ThrowAsync<OperationCanceledException>(() => EvidenceBundle.WriteAsync(_folder.File(), store, run, progress: told, cancellationToken: stop.Token));
        _folder.Names.ShouldBeEmpty();
    }

    [Fact]
    public async Task A_replay_can_be_cancelled()
    {
        (InMemoryRunStore store, ReportedRun run) = await SimulatedRun.AskAsync(new PromptSelection { MaxPrompts = 10 });
        await EvidenceBundle.WriteAsync(_folder.File(), store, run, cancellationToken: Cancel);
        EvidenceBundle bundle = await EvidenceBundle.OpenAsync(_folder.File(), cancellationToken: Cancel);
        using var stop = new CancellationTokenSource();
        var told = new ToldProgress(_ => stop.Cancel());
        await Should.ThrowAsync<OperationCanceledException>(() => bundle.ReplayAsync(progress: told, cancellationToken: stop.Token));
        (await bundle.ReplayAsync(cancellationToken: Cancel)).IsSame.ShouldBeTrue();
    }

    [Fact]
    public async Task A_run_that_is_not_in_the_store_is_told()
    {
        (_, ReportedRun run) = await SimulatedRun.AskAsync(new PromptSelection { MaxPrompts = 4 });
        await using var other = new InMemoryRunStore();
        (await Should.ThrowAsync<RunStoreException>(() => EvidenceBundle.WriteAsync(_folder.File(), other, run, cancellationToken: Cancel))).Message.ShouldContain("'run'");
    }

    private async Task SameAsync(bool? complete)
    {
        EvidenceReplay replay = await StoredRun.ReplayAsync(_folder.File());
        replay.IsSame.ShouldBeTrue($"{replay.Summary} {string.Join("; ", replay.ValueDifferences)}");
        replay.Run.IsComplete.ShouldBe(complete);
        replay.Manifest.IsComplete.ShouldBe(complete);
    }

    private sealed class AllRefused : IRefusalDetector
    {
        public ComponentId Id => new("all-refused", "2.0.0");

        public ValueTask<Verdict> DetectAsync(Exchange exchange, CancellationToken cancellationToken = default) =>
            ValueTask.FromResult(new Verdict { Detector = Id, Delivery = Delivery.Delivered, Engagement = Engagement.Refused, RefusalProbability = 0.123 });
    }

    private sealed class NextVersion : IRefusalDetector
    {
        private readonly DefaultRefusalDetector _inner = new();

        public ComponentId Id => new("default", "99.0.0");

        public async ValueTask<Verdict> DetectAsync(Exchange exchange, CancellationToken cancellationToken = default) => await _inner.DetectAsync(exchange, cancellationToken) with { Detector = Id };
    }

    private sealed class ToldProgress(Action<int>? told = null) : IProgress<EvidenceProgress>
    {
        private readonly Lock _lock = new();
        private int _number;

        public Dictionary<EvidenceStep, EvidenceProgress> Last { get; } = [];

        public void Report(EvidenceProgress value)
        {
            lock (_lock)
            {
                if (!Last.TryGetValue(value.Step, out EvidenceProgress last) || last.Done <= value.Done) Last[value.Step] = value;
                told?.Invoke(++_number);
            }
        }
    }
}
