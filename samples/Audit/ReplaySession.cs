using CensorshipEval.Analysis;
using CensorshipEval.Conformance;
using CensorshipEval.Export;
using CensorshipEval.Gates;
using CensorshipEval.Reporting;
using CensorshipEval.Samples.Audit.Output;
using CensorshipEval.Storage.Sqlite;

namespace CensorshipEval.Samples.Audit;

/// <summary>An evidence bundle judged, analysed and reported again: is the result the same? Asks nobody and needs no key.</summary>
internal sealed class ReplaySession(AuditOptions options)
{
    private readonly Screen _screen = new(options.Quiet);

    public async Task<int> RunAsync(CancellationToken cancellationToken)
    {
        var files = new ReportFiles(_screen, options);
        files.Prepare();
        DetectorAccuracies? accuracies = options.Accuracy is { } report ? DetectorAccuracies.Of(await ConformanceReport.LoadAsync(report, cancellationToken)) : null;
        GatePolicy? policy = options.Gate is { } gate ? await GatePolicy.LoadAsync(gate, cancellationToken) : null;
        if (policy is { NeedsBaseline: true }) throw new InputException(new InputError("--gate", null, "as", "a gate on a change", "gates on what the bundle's run measured, for a bundle holds no other run"));
        var told = new ReportFiles.Latest<EvidenceProgress>();
        EvidenceBundle bundle = await files.WatchAsync(() => ReportFiles.Line(told.Value), () => EvidenceBundle.OpenAsync(options.Replay!, told, cancellationToken));
        _screen.Say($"Bundle {options.Replay}: run {bundle.Manifest.RunId}, {Counted.Of(bundle.Manifest.Counts.Exchanges, "exchange")}, every file as its hash says; hash of the whole {bundle.Sha256}");

        // On the disk, so that memory does not grow with the run.
        DirectoryInfo folder = Directory.CreateTempSubdirectory("censorshipeval-replay-");
        try
        {
            await using SqliteRunStore store = await SqliteRunStore.OpenAsync(Path.Combine(folder.FullName, "replay.db"), cancellationToken: cancellationToken);
            EvidenceReplay replay = await files.WatchAsync(() => ReportFiles.Line(told.Value), () => bundle.ReplayAsync(new EvidenceReplayOptions { Store = store }, told, cancellationToken));
            // As the audit had it: of a transcript nobody knows whether it had more answers, unless the bundle says that it was broken off.
            RunAnalysis analysis = replay.Run.Analysis;
            GateReport? gates = policy?.Evaluate(analysis, complete: analysis.IsAsked != false && (analysis.IsComplete is not null || replay.Run.IsComplete is not false));
            ReportedRun run = replay.Run with
            {
                Findings = replay.Run.Findings with { Gates = gates, Corrected = accuracies is null ? null : replay.Run.Analysis.Corrected(accuracies) },
            };
            await ShowAsync(run, cancellationToken);
            if (options.Json is { } json)
                await RunExport.WriteSummaryAsync(json, run.RunId, run.Plan, run.Judges, run.Analysis, run.IsComplete ?? false, run.Findings, cancellationToken);
            WrittenFiles written = await files.WriteAsync(store, run, targets: null, cancellationToken);
            Tell(replay);
            if (written is WrittenFiles.Interrupted) return ExitCode.Interrupted;
            return GateCheck.ExitCodeOf(gates, !replay.IsSame ? ExitCode.NotAsExpected : written is WrittenFiles.All ? ExitCode.Done : ExitCode.Incomplete);
        }
        finally
        {
            folder.Delete(recursive: true);
        }
    }

    private async Task ShowAsync(ReportedRun run, CancellationToken cancellationToken)
    {
        var content = new ContentTable();
        void Count(Trial trial)
        {
            if (!run.Plan.IsSentinelRepeat(trial.Key)) content.Add(trial);
        }

        if (options.Trials is { } file) await RunExport.WriteTrialsAsync(file, run.Trials(cancellationToken), Count, cancellationToken);
        else await foreach (Trial trial in run.Trials(cancellationToken)) Count(trial);
        AnswerTables.Show(_screen, run.Analysis, content);
        AnalysisTables.Show(_screen, run.Analysis, run.Plan.Comparisons);
        if (run.Findings.Corrected is { } corrected) CorrectionTables.Show(_screen, corrected);
        if (run.Findings.Gates is { } gates) GateTables.Show(_screen, gates);
    }

    private void Tell(EvidenceReplay replay)
    {
        if (replay.IsSame)
        {
            _screen.Say(replay.Summary);
            return;
        }

        _screen.SayAlways(replay.Summary);
        foreach (VerdictDifference verdict in replay.VerdictDifferences) _screen.Say($"  {verdict}");
        foreach (MeasurementDifference measurement in replay.MeasurementDifferences) _screen.Say($"  {measurement}");
        foreach (SummaryDifference value in replay.ValueDifferences) _screen.Say($"  {value}");
    }
}
