using System.Globalization;
using CensorshipEval.Reporting;
using CensorshipEval.Running;
using CensorshipEval.Samples.Audit.Output;
using CensorshipEval.Samples.Terminal;
using CensorshipEval.Targets;

namespace CensorshipEval.Samples.Audit;

/// <summary>Writes what was asked for beside the terminal: the report, a result store for other tools, an evidence bundle.</summary>
internal sealed class ReportFiles(Screen screen, AuditOptions options)
{
    /// <summary>Writes the report and the result store, where they are asked for.</summary>
    public async Task WriteAsync(ReportedRun run, CancellationToken cancellationToken)
    {
        if (options.Report is { } folder)
        {
            var told = new Latest<ReportProgress>();
            var report = new ReportOptions { Command = options.Replay is null ? ResumeCommand.For(run.RunId, options) : null };
            IReadOnlyList<string> files = await WatchAsync(
                () => told.Value is { File: not null } at ? $"Writing {VisibleText.Of(at.File)}{(at.Trials > 0 ? $": {Done(at.Trials, at.Of)}" : "")}" : "Reading",
                () => RunReport.WriteAsync(folder, run, report, told, cancellationToken));
            screen.Say($"Report: {files[0]}, and {Counted.Of(files.Count - 1, "file")} more in {folder}");
        }

        if (options.ResultStore is { } root)
        {
            var told = new Latest<ReportProgress>();
            long files = await WatchAsync(() => $"Writing results: {Done(told.Value.Trials, run.Analysis.Trials)}", () => EvaluationResultStore.WriteAsync(root, run, told, cancellationToken: cancellationToken));
            screen.Say($"Result store: {Counted.Of(files, "file")} in {root}");
        }
    }

    /// <summary>Writes the evidence bundle, where it is asked for. The keys of the targets are masked wherever they stand.</summary>
    public async Task WriteBundleAsync(IRunStore store, ReportedRun run, TargetSet? targets, CancellationToken cancellationToken)
    {
        if (options.Bundle is not { } path) return;
        string[] keys = [.. (targets?.Connections ?? []).Select(static connection => connection.ApiKeyEnv is { } name ? Environment.GetEnvironmentVariable(name) : null).OfType<string>().Where(static key => key.Trim().Length >= 6)];
        var told = new Latest<EvidenceProgress>();
        EvidenceBundle bundle = await WatchAsync(
            () => Line(told.Value), () => EvidenceBundle.WriteAsync(path, store, run, new EvidenceBundleOptions { Secrets = keys }, told, cancellationToken));
        screen.Say($"Evidence bundle: {path}, {Counted.Of(bundle.Manifest.Counts.Exchanges, "exchange")}. Judge it again with: dotnet run --project samples/Audit -- --replay {ResumeCommand.Quoted(path)}");
        if (bundle.Manifest.VerdictsChangedByRemoval is { Count: > 0 } changed) screen.SayAlways($"warning: {Counted.Of(changed.Count, "verdict")} would be another without what was left out of the bundle; bundle.json names them");
    }

    /// <summary>How far an evidence bundle is.</summary>
    public static string Line(EvidenceProgress at) => at.Step switch
    {
        EvidenceStep.WritingExchanges => $"Writing exchanges: {Done(at.Done, at.Total)}",
        EvidenceStep.WritingJudgements => $"Writing verdicts: {Done(at.Done, at.Total)}",
        EvidenceStep.Checking => $"Checking the bundle: {Done(at.Done / 1_000_000, at.Total / 1_000_000)} MB",
        EvidenceStep.Storing => $"Reading exchanges: {Done(at.Done, at.Total)}",
        EvidenceStep.Judging => $"Judging again: {Done(at.Done, at.Total)}",
        _ => $"Comparing: {Done(at.Done, at.Total)}",
    };

    /// <summary>Does something that may take a while, and says how far it is.</summary>
    public async Task<T> WatchAsync<T>(Func<string> line, Func<Task<T>> work)
    {
        using ProgressLine? progress = screen.IsQuiet ? null : new ProgressLine(_ => line());
        return await work();
    }

    private static string Done(long done, long? of) => of is { } total ? string.Create(CultureInfo.InvariantCulture, $"{done:#,0} of {total:#,0}") : string.Create(CultureInfo.InvariantCulture, $"{done:#,0}");

    /// <summary>Keeps what was told last: the line is drawn by its own clock.</summary>
    internal sealed class Latest<T> : IProgress<T>
        where T : struct
    {
        private readonly Lock _lock = new();
        private T _value;

        public T Value
        {
            get
            {
                lock (_lock) return _value;
            }
        }

        public void Report(T value)
        {
            lock (_lock) _value = value;
        }
    }
}
