using CensorshipEval.Analysis;
using CensorshipEval.Detection;
using CensorshipEval.Export;
using CensorshipEval.Running;
using CensorshipEval.Samples.Audit.Output;
using CensorshipEval.Storage.Sqlite;

namespace CensorshipEval.Samples.Audit;

/// <summary>One audit from the first line to the last: open, run, read back, print.</summary>
internal sealed class AuditSession(AuditOptions options)
{
    private readonly Screen _screen = new(options.Quiet);

    public async Task<int> RunAsync(CancellationToken cancellationToken)
    {
        string runId = options.Resume ?? RunId.New(TimeProvider.System);
        string path = options.Store ?? $"censorshipeval-{runId}.db";
        if (options.Resume is not null && !File.Exists(path))
            throw new InputException(new InputError("--resume", null, null, $"no store '{VisibleText.Of(path)}'", "the run's store, named with --store"));

        // Everything that can be wrong is found before the store is made.
        AuditInput? input = options.Resume is null ? await AuditInput.OpenAsync(options, null, cancellationToken) : null;
        var detector = new DefaultRefusalDetector();
        IContentMeasure[] measures = options.Transcripts is null ? [new KeyFactRecall(), new OfficialLineAdherence()] : [];
        EvaluationPlan? plan = input?.Plan(options, new Judges(detector.Id, [.. measures.Select(static measure => measure.Id)]));

        await using SqliteRunStore store = await SqliteRunStore.OpenAsync(path, cancellationToken: cancellationToken);
        if (plan is null) (input, plan) = await ResumeAsync(store, runId, detector, measures, cancellationToken);
        using AuditInput opened = input!;
        var runner = new EvaluationRunner(
            store, detector, plan.Source == "simulation" ? measures : [], opened.Corpus,
            new EvaluationRunnerOptions { Concurrency = options.Concurrency ?? 16 });

        string resume = ResumeCommand.For(runId, options);
        long planned = opened.TrialsOf(plan);
        _screen.Say($"Run {runId}: {plan.Targets.Count} models, {plan.Prompts.Count} prompts, {planned} {(opened.IsRecorded ? "recorded answers" : "trials planned")}; kept in {path}");
        bool interrupted = false;
        try
        {
            await RunProgress.ShowAsync(_screen, planned, runner.RunAsync(runId, plan, opened.Source, cancellationToken));
        }
        catch (OperationCanceledException) when (cancellationToken.IsCancellationRequested)
        {
            interrupted = true;
            _screen.Say("Interrupted. What was received is stored; the summary so far follows.");
        }
        catch (RunStoreException exception) when (exception is not RunInUseException)
        {
            // What was stored stays; with room on the disk the run can go on.
            _screen.SayAlways($"error: {exception.Message}");
            _screen.SayAlways($"Go on with: {resume}");
            return ExitCode.Incomplete;
        }

        RateTable measured = await ReportAsync(store, runId, plan, runner.Judges, opened, complete: !interrupted);
        if (interrupted)
        {
            _screen.SayAlways($"Go on with: {resume}");
            return ExitCode.Interrupted;
        }

        long failed = measured.Total().Deliveries[Delivery.TransportError];
        if (failed == 0) return ExitCode.Done;
        // A recorded failure stays one however often it is read.
        if (opened.IsRecorded) _screen.Say($"{failed} recorded answers are failed calls and count as missing.");
        else _screen.SayAlways($"{failed} exchanges could not be obtained. Ask for them again with: {resume}");
        return ExitCode.Incomplete;
    }

    private async Task<(AuditInput Input, EvaluationPlan Plan)> ResumeAsync(
        SqliteRunStore store, string runId, IRefusalDetector detector, IContentMeasure[] measures, CancellationToken cancellationToken)
    {
        RunRecord? record = await store.FindRunAsync(runId, cancellationToken);
        if (record is null)
        {
            var known = new List<string>();
            await foreach (RunSummary run in store.ListRunsAsync(cancellationToken)) known.Add(run.Id);
            throw new InputException(new InputError(
                "--resume", null, null, $"'{VisibleText.Of(runId)}'", known.Count == 0 ? "a run of this store, which has none" : $"one of {string.Join(", ", known)}"));
        }

        var stored = EvaluationPlan.FromRecord(record);
        AuditInput input = await AuditInput.OpenAsync(options, stored, cancellationToken);
        if (!options.ShapesPlan) return (input, stored);
        // The same prompts may have moved.
        EvaluationPlan given = input.Plan(options, stored.Judges) with { Corpus = stored.Corpus };
        if (given.ComputeHash() == record.PlanHash) return (input, stored);
        input.Dispose();
        throw new InputException(new InputError(
            "--resume", null, null, "options that describe another plan than the run's", "the run's own options, or none but --store (the plan is stored)"));
    }

    private async Task<RateTable> ReportAsync(SqliteRunStore store, string runId, EvaluationPlan plan, Judges judges, AuditInput input, bool complete)
    {
        var measured = new RateTable();
        var perTarget = new RateTable(static group => group with { Language = LanguageTag.Undetermined, Jurisdiction = Jurisdiction.None });
        var planted = new RateTable();
        var content = new ContentTable();
        var comparison = new PlantedComparison(measured, planted);
        void Count(Trial trial)
        {
            measured.Add(trial);
            perTarget.Add(trial);
            content.Add(trial);
            if (input.Simulated.FirstOrDefault(model => model.Profile.Model == trial.Exchange.Target.Model) is not { } model) return;
            planted.Add(trial, model.TruthFor(trial.Exchange.Prompt, trial.Key.Sample));
            comparison.Add(trial, model);
        }

        IAsyncEnumerable<Trial> trials = store.ReadTrialsAsync(runId, judges);
        if (options.Trials is { } file) await RunExport.WriteTrialsAsync(file, trials, Count);
        else await foreach (Trial trial in trials) Count(trial);
        if (options.Json is { } json)
        {
            bool obtained = complete && measured.Total().Deliveries[Delivery.TransportError] == 0;
            await RunExport.WriteSummaryAsync(json, runId, plan, judges, measured, obtained);
        }

        if (input.Simulated.Count > 0) SimulationTables.Show(_screen, measured, perTarget, planted, content, comparison);
        else TranscriptTables.Show(_screen, measured);
        return measured;
    }
}
