using CensorshipEval.Analysis;
using CensorshipEval.Clients;
using CensorshipEval.Conformance;
using CensorshipEval.Corpora;
using CensorshipEval.Costs;
using CensorshipEval.Detection;
using CensorshipEval.Export;
using CensorshipEval.Gates;
using CensorshipEval.Reporting;
using CensorshipEval.Reporting.Terminal;
using CensorshipEval.Running;
using CensorshipEval.Samples.Audit.Output;
using CensorshipEval.Storage.Sqlite;

namespace CensorshipEval.Samples.Audit;

/// <summary>One audit from the first line to the last: open, run, read back, print.</summary>
internal sealed class AuditSession(AuditOptions options)
{
    private readonly Screen _screen = new(options.Quiet);
    private readonly RunWarnings _warnings = new();
    private ModelProvenanceTable _provenance = ModelProvenanceTable.BuiltIn;
    private DetectorAccuracies? _accuracies;
    private IReadOnlyList<TrialAnnotation> _annotations = [];
    private GateCheck? _gates;
    private IReadOnlyList<EarlierRun> _earlier = [];

    public async Task<int> RunAsync(CancellationToken cancellationToken)
    {
        string runId = options.Resume ?? RunId.New(TimeProvider.System);
        string path = options.Store ?? $"censorshipeval-{runId}.db";
        if (options.Resume is not null && !File.Exists(path))
            throw new InputException(new InputError("--resume", null, null, $"no store '{VisibleText.Of(path)}'", "the run's store, named with --store"));

        // Everything that can be wrong is found before the store is made.
        if (!options.Plan) new ReportFiles(_screen, options).Prepare();
        _provenance = await Provenance.LoadAsync(options, cancellationToken);
        if (options.Accuracy is { } report) _accuracies = DetectorAccuracies.Of(await ConformanceReport.LoadAsync(report, cancellationToken));
        if (options.Annotations.Count > 0) _annotations = await AnnotationFile.ReadAsync(options.Annotations, cancellationToken);
        _gates = await GateCheck.OpenAsync(options.Gate, path, cancellationToken);
        using AuditInput? fresh = options.Resume is null ? await AuditInput.OpenAsync(options, null, cancellationToken) : null;
        var detector = new DefaultRefusalDetector();
        IReadOnlyList<IContentMeasure> measures = ContentMeasures.All();
        EvaluationPlan? plan = fresh?.Plan(options, new Judges(detector.Id, [.. measures.Select(static measure => measure.Id)]));
        if (plan is not null) CheckPanel(plan);
        if (options.Plan)
        {
            IReadOnlyList<GateNeed>? needs = _gates?.Plan(plan!, _provenance);
            PlanTables.Show(_screen, plan!, fresh!);
            if (needs is not null) GateTables.Show(_screen, needs);
            return ExitCode.Done;
        }

        if (fresh is not null && await PrepareAsync(plan!, fresh, static _ => 0, begun: null, cancellationToken) is { } refused) return refused;

        await using SqliteRunStore store = await SqliteRunStore.OpenAsync(path, cancellationToken: cancellationToken);
        if (fresh is not null) return await RunAsync(store, path, runId, plan!, fresh, detector, measures, cancellationToken);
        (AuditInput stored, plan) = await ResumeAsync(store, runId, detector, measures, cancellationToken);
        using AuditInput resumed = stored;
        CheckPanel(plan);
        Func<Target, long> done = await CountAsync(store, runId, stored, cancellationToken);
        return await PrepareAsync(plan, stored, done, (await store.FindRunAsync(runId, cancellationToken))?.CreatedAt, cancellationToken)
            ?? await RunAsync(store, path, runId, plan, stored, detector, measures, cancellationToken);
    }

    private async Task<int> RunAsync(
        SqliteRunStore store, string path, string runId, EvaluationPlan plan, AuditInput opened, IRefusalDetector detector, IReadOnlyList<IContentMeasure> measures, CancellationToken cancellationToken)
    {
        var runner = new EvaluationRunner(
            store, detector, measures, opened.Corpus,
            new EvaluationRunnerOptions { Concurrency = options.Concurrency ?? 16, ConcurrencyOf = opened.Live is { } live ? target => live.Targets.Of(target).Concurrency : null },
            logger: _warnings);

        string resume = ResumeCommand.For(runId, options);
        long planned = opened.TrialsOf(plan);
        _screen.Say($"Run {runId}: {Counted.Of(plan.Targets.Count, "model")}, {Counted.Of(plan.Prompts.Count, "prompt")}, {(opened.IsRecorded ? Counted.Of(planned, "recorded answer") : $"{Counted.Of(planned, "trial")} planned")}; kept in {path}");
        bool interrupted = false, stopped = false;
        try
        {
            var meter = new RunMeter(planned, opened.Meter);
            if (options is { Resume: not null, Quiet: false })
                await foreach (Trial trial in store.ReadTrialsAsync(runId, runner.Judges, cancellationToken)) meter.AddStored(trial);
            await RunProgress.ShowAsync(_screen, meter, runner.RunAsync(runId, plan, opened.Source, cancellationToken), opened.Retries);
        }
        catch (OperationCanceledException) when (cancellationToken.IsCancellationRequested)
        {
            interrupted = true;
            _screen.Say("Interrupted. What was received is stored; the summary so far follows. Another Ctrl-C ends at once.");
        }
        catch (RunStoreException exception) when (exception is not RunInUseException)
        {
            // What was stored stays; with room on the disk the run can go on.
            _screen.SayAlways($"error: {exception.Message}");
            _screen.SayAlways($"Go on with: {resume}");
            return ExitCode.Incomplete;
        }
        catch (Exception exception) when (exception is ChatEndpointException or CostLimitException)
        {
            stopped = true;
            _screen.SayAlways($"{(exception is CostLimitException ? "stopped" : "error")}: {exception.Message}");
        }

        var results = new RunResults(_screen, options, _gates, _accuracies, _annotations, _earlier);
        ReportedRun run = await results.ShowAsync(store, runId, plan, runner.Judges, opened, OptionsFor(opened), _warnings.All, complete: !interrupted && !stopped);
        GateReport? gates = run.Findings.Gates;
        // What was obtained until an interruption is reported all the same; another Ctrl-C ends the process.
        WrittenFiles written = await new ReportFiles(_screen, options).WriteAsync(store, run, opened.Live?.Targets, interrupted ? CancellationToken.None : cancellationToken);
        if (interrupted || stopped)
        {
            _screen.SayAlways($"Go on with: {resume}");
            return interrupted ? ExitCode.Interrupted : GateCheck.ExitCodeOf(gates, ExitCode.Incomplete);
        }

        if (written is not WrittenFiles.All)
        {
            _screen.SayAlways($"The run is stored. Write it again with: {resume}");
            return written is WrittenFiles.Interrupted ? ExitCode.Interrupted : GateCheck.ExitCodeOf(gates, ExitCode.Incomplete);
        }

        long failed = RunResults.FailedOf(run.Analysis.Rate());
        if (failed == 0) return GateCheck.ExitCodeOf(gates, ExitCode.Done);
        // A recorded failure stays one however often it is read.
        if (opened.IsRecorded) _screen.Say($"{failed} recorded answers are failed calls and count as missing.");
        else _screen.SayAlways($"{failed} exchanges could not be obtained. Ask for them again with: {resume}");
        return GateCheck.ExitCodeOf(gates, ExitCode.Incomplete);
    }

    /// <summary>Consent and a first try, where live models are to be asked. Gives the exit code when they are not to be, or cannot be.</summary>
    private async Task<int?> PrepareAsync(EvaluationPlan plan, AuditInput input, Func<Target, long> done, DateTimeOffset? begun, CancellationToken cancellationToken)
    {
        if (_gates is not null) await _gates.PrepareAsync(plan, input.Corpus, _provenance, options.Resume, cancellationToken);
        _earlier = await EarlierRuns.LoadAsync(options, begun, OptionsFor(input), cancellationToken);
        if (input.Live is not { } live) return null;
        var consent = new Consent(_screen, options);
        if (!await consent.AskAsync(plan, input, done, cancellationToken))
        {
            _screen.SayAlways("Nothing was asked.");
            return ExitCode.Interrupted;
        }

        if (await consent.ProbeAsync(live, input.Meter!, cancellationToken)) return null;
        _screen.SayAlways("No other question was asked.");
        return ExitCode.UnusableInput;
    }

    // What a live run has done and spent so far.
    private static async Task<Func<Target, long>> CountAsync(SqliteRunStore store, string runId, AuditInput input, CancellationToken cancellationToken)
    {
        var done = new Dictionary<string, long>(StringComparer.Ordinal);
        if (input.Meter is { } meter)
        {
            await foreach (Exchange exchange in store.ReadExchangesAsync(runId, cancellationToken))
            {
                meter.Add(exchange);
                done[exchange.Key.TargetId] = done.GetValueOrDefault(exchange.Key.TargetId) + 1;
            }

            // An answer that was lost on its way was paid for all the same.
            await foreach (Attempt attempt in store.ReadAttemptsAsync(runId, cancellationToken)) meter.Add(attempt.Exchange);
        }

        return target => done.GetValueOrDefault(target.Id);
    }

    private async Task<(AuditInput Input, EvaluationPlan Plan)> ResumeAsync(
        SqliteRunStore store, string runId, IRefusalDetector detector, IReadOnlyList<IContentMeasure> measures, CancellationToken cancellationToken)
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

    // Recorded answers know no families; where they are the built-in ones, these tell where analogues are set.
    private AnalysisOptions OptionsFor(AuditInput input) =>
        new() { Corpus = input.Corpus.Families.Count > 0 ? input.Corpus : PromptCorpus.BuiltIn, Provenance = _provenance, ReferencePanel = options.Panel };

    private void CheckPanel(EvaluationPlan plan)
    {
        string[] unknown = [.. options.Panel.Where(id => plan.Targets.All(target => target.Id != id))];
        if (unknown.Length > 0)
            throw new InputException(new InputError("--panel", null, null, $"'{VisibleText.Of(string.Join(", ", unknown))}'", $"targets of the run: {string.Join(", ", plan.Targets.Select(static target => target.Id))}"));
    }

}
