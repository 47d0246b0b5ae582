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
    /// <summary>Makes the folders and tries to write there, before anything is asked: a paid run is not to end with a folder that nobody may write to.</summary>
    /// <exception cref="InputException">Nothing can be written there.</exception>
    public void Prepare()
    {
        foreach ((string option, string? folder) in new[] { ("--report", options.Report), ("--result-store", options.ResultStore) })
        {
            if (folder is null) continue;
            string probe = Path.Combine(folder, $".{Guid.NewGuid():N}.tmp");
            try
            {
                Directory.CreateDirectory(folder);
                File.WriteAllText(probe, "");
                File.Delete(probe);
            }
            catch (Exception exception) when (exception is IOException or UnauthorizedAccessException)
            {
                throw new InputException(new InputError(option, null, null, VisibleText.Of(exception.Message), "a folder that can be written to"));
            }
        }
    }

    /// <summary>Writes all that is asked for; what fails is told, and the rest is written all the same.</summary>
    /// <param name="store">Where the run is kept.</param>
    /// <param name="run">The run.</param>
    /// <param name="targets">The live models, whose keys a bundle must not hold.</param>
    /// <param name="cancellationToken">Stops writing.</param>
    public async Task<WrittenFiles> WriteAsync(IRunStore store, ReportedRun run, TargetSet? targets, CancellationToken cancellationToken)
    {
        WrittenFiles all = WrittenFiles.All;
        foreach ((string option, Func<Task> write) in new (string, Func<Task>)[]
                 {
                     ("--report", () => WriteReportAsync(run, cancellationToken)), ("--result-store", () => WriteResultsAsync(run, cancellationToken)),
                     ("--bundle", () => WriteBundleAsync(store, run, targets, cancellationToken)),
                 })
        {
            try
            {
                await write();
            }
            catch (OperationCanceledException) when (cancellationToken.IsCancellationRequested)
            {
                screen.SayAlways($"Interrupted while {option} was written.");
                return WrittenFiles.Interrupted;
            }
            catch (Exception exception) when (exception is InputException or IOException or UnauthorizedAccessException)
            {
                screen.SayAlways($"error: {option}: {exception.Message}");
                all = WrittenFiles.NotAll;
            }
        }

        return all;
    }

    private async Task WriteReportAsync(ReportedRun run, CancellationToken cancellationToken)
    {
        if (options.Report is not { } folder) return;
        var told = new Latest<ReportProgress>();
        var report = new ReportOptions { Command = options.Replay is null ? ResumeCommand.For(run.RunId, options) : null };
        IReadOnlyList<string> files = await WatchAsync(
            () => told.Value is { File: not null } at ? $"Writing {VisibleText.Of(at.File)}{(at.Trials > 0 ? $": {Done(at.Trials, at.Of)}" : "")}" : "Reading",
            () => RunReport.WriteAsync(folder, run, report, told, cancellationToken));
        screen.Say($"Report: {files[0]}, and {Counted.Of(files.Count - 1, "file")} more in {folder}. It holds what was received as it was; only a bundle leaves out keys and ids of requests.");
    }

    private async Task WriteResultsAsync(ReportedRun run, CancellationToken cancellationToken)
    {
        if (options.ResultStore is not { } root) return;
        var told = new Latest<ReportProgress>();
        long files = await WatchAsync(() => $"Writing results: {Done(told.Value.Trials, run.Analysis.Trials)}", () => EvaluationResultStore.WriteAsync(root, run, told, cancellationToken: cancellationToken));
        screen.Say($"Result store: {Counted.Of(files, "file")} in {root}");
    }

    /// <summary>Writes the evidence bundle, where it is asked for. The keys of the targets are masked wherever they stand.</summary>
    private async Task WriteBundleAsync(IRunStore store, ReportedRun run, TargetSet? targets, CancellationToken cancellationToken)
    {
        if (options.Bundle is not { } path) return;
        string[] keys = [.. (targets?.Connections ?? []).Select(static connection => connection.ApiKeyEnv is { } name ? Environment.GetEnvironmentVariable(name) : null).OfType<string>().Where(static key => key.Trim().Length >= 6)];
        var told = new Latest<EvidenceProgress>();
        EvidenceBundle bundle = await WatchAsync(
            () => Line(told.Value), () => EvidenceBundle.WriteAsync(path, store, run, new EvidenceBundleOptions { Secrets = keys }, told, cancellationToken));
        screen.Say($"Evidence bundle: {path}, {Counted.Of(bundle.Manifest.Counts.Exchanges, "exchange")}. Publish its hash elsewhere, so that a forged one shows: {bundle.Sha256}. Judge it again with: dotnet run --project samples/Audit -- --replay {ResumeCommand.Quoted(path)}");
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
