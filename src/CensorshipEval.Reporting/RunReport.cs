using CensorshipEval.Export;
using CensorshipEval.Reporting.Figures;
using CensorshipEval.Reporting.Files;
using CensorshipEval.Reporting.Tables;

namespace CensorshipEval.Reporting;

/// <summary>
/// Every report of a run in one folder: the page to open in a browser, a summary in Markdown and in JSON, the trials and every table as CSV and as JSON lines, the gates as JUnit XML, and a model card per
/// target.
/// </summary>
public static class RunReport
{
    private const int TrialsPerReport = 500;
    private const string Csv = "trials.csv";
    private const string Lines = "trials.jsonl";

    /// <summary>
    /// Writes <c>report.html</c>, <c>summary.md</c>, <c>summary.json</c>, <c>tables/NAME.csv</c> and <c>.jsonl</c>, <c>model-cards/TARGET.md</c>, where there are gates
    /// <c>gates.junit.xml</c>, <c>trials.jsonl</c> and <c>trials.csv</c>, and at last <c>report.json</c>, an index: the run, the version of the library, and every file with its size and
    /// SHA-256. Every file appears whole or not at all; both files of trials cost one pass over them.
    /// </summary>
    /// <remarks>
    /// No folder holds parts of two reports: what the index of an older one lists and this one does not write is deleted before anything is written. Nothing else ever is: an index that
    /// names a file that no report has is not believed, and what the folder holds beside is left alone, as is a report without an index. A report that was broken off has an index that
    /// says so (<c>isWhole</c>).
    /// </remarks>
    /// <param name="folder">The folder; it is created.</param>
    /// <param name="run">The run.</param>
    /// <param name="options">How reports are written; <see langword="null"/> for the defaults.</param>
    /// <param name="progress">Is told of each file that is deleted or written, of each section of the page, and of every 500 trials.</param>
    /// <param name="cancellationToken">Stops writing. Files that are whole stay; cancelled before it began, it makes no folder.</param>
    /// <returns>The files that were written, as full paths, in that order; the page first, the index last.</returns>
    /// <exception cref="InputException">An option is out of its range, the folder cannot be one, or an older file in it may not be replaced or deleted.</exception>
    /// <exception cref="IOException">A file cannot be written, such as for want of room.</exception>
    public static async Task<IReadOnlyList<string>> WriteAsync(
        string folder, ReportedRun run, ReportOptions? options = null, IProgress<ReportProgress>? progress = null, CancellationToken cancellationToken = default)
    {
        ArgumentException.ThrowIfNullOrWhiteSpace(folder);
        ArgumentNullException.ThrowIfNull(run);
        options ??= new ReportOptions();
        ReportOptionsValidator.Check(options);
        cancellationToken.ThrowIfCancellationRequested();
        string root = ReportFolder.Create(folder);
        RunFigures figures = RunFigures.Of(run);
        (string Name, Func<string, Task> Write)[] planned = [.. Planned(figures, options, progress, cancellationToken)];
        string[] names = [.. planned.Select(static file => file.Name), .. options.Trials ? [Lines, Csv] : Array.Empty<string>()];
        foreach (string old in (await ReportIndex.FilesOfAsync(root, cancellationToken).ConfigureAwait(false)).Except(names, StringComparer.Ordinal))
            if (ReportFolder.Delete(root, old)) progress?.Report(new ReportProgress(old, 0, run.Analysis.Trials) { IsRemoved = true });
        await AllowedAsync(PlaceOf(root, ReportIndex.FileName), _ => ReportIndex.BeginAsync(root, run.RunId, names, cancellationToken)).ConfigureAwait(false);

        foreach ((string name, Func<string, Task> write) in planned)
        {
            cancellationToken.ThrowIfCancellationRequested();
            progress?.Report(new ReportProgress(name, 0, run.Analysis.Trials));
            await AllowedAsync(PlaceOf(root, name), write).ConfigureAwait(false);
        }

        if (options.Trials) await WriteTrialsAsync(root, run, progress, cancellationToken).ConfigureAwait(false);
        progress?.Report(new ReportProgress(ReportIndex.FileName, 0, run.Analysis.Trials));
        await AllowedAsync(PlaceOf(root, ReportIndex.FileName), _ => ReportIndex.FinishAsync(root, run.RunId, names, cancellationToken)).ConfigureAwait(false);
        return [.. names.Append(ReportIndex.FileName).Select(name => ReportFolder.Place(root, name))];
    }

    private static IEnumerable<(string Name, Func<string, Task> Write)> Planned(RunFigures figures, ReportOptions options, IProgress<ReportProgress>? progress, CancellationToken cancellationToken)
    {
        ReportedRun run = figures.Run;
        yield return ("report.html", path => HtmlReport.WriteAsync(path, figures, options, progress, cancellationToken));
        yield return ("summary.md", path => WriteAsync(path, MarkdownSummary.Of(figures, options, MarkdownSummary.LongestComment), cancellationToken));
        yield return ("summary.json", path => RunExport.WriteSummaryAsync(path, run.RunId, run.Plan, run.Judges, run.Analysis, run.IsComplete ?? false, run.Findings, cancellationToken));
        if (run.Findings.Gates is { } gates) yield return ("gates.junit.xml", path => JUnitReport.WriteAsync(path, gates, run, cancellationToken));
        foreach (ReportTable table in ReportTables.Of(figures))
        {
            yield return ($"tables/{table.Name}.csv", path => AtomicFile.WriteAsync(path, stream => TableFiles.WriteCsvAsync(table, stream, cancellationToken)));
            yield return ($"tables/{table.Name}.jsonl", path => AtomicFile.WriteAsync(path, stream => TableFiles.WriteJsonLinesAsync(table, stream, cancellationToken)));
        }

        var names = new FileNames(run.Analysis.Targets.Select(static target => target.Id));
        foreach (Target target in run.Analysis.Targets)
            yield return ($"model-cards/{names[target.Id]}.md", path => WriteAsync(path, ModelCard.Of(figures, target.Id, new ModelCardOptions()), cancellationToken));
    }

    private static async Task WriteTrialsAsync(string root, ReportedRun run, IProgress<ReportProgress>? progress, CancellationToken cancellationToken)
    {
        (string csv, string lines) = (PlaceOf(root, Csv), PlaceOf(root, Lines));
        long written = 0;
        progress?.Report(new ReportProgress(Lines, 0, run.Analysis.Trials));
        await AllowedAsync(csv, path => TrialCsv.WriteAsync(path, run, trials => RunExport.WriteTrialsAsync(lines, trials, _ =>
        {
            if (++written % TrialsPerReport == 0) progress?.Report(new ReportProgress(Lines, written, run.Analysis.Trials));
        }, cancellationToken), cancellationToken)).ConfigureAwait(false);
        progress?.Report(new ReportProgress(Lines, written, run.Analysis.Trials));
    }

    private static string PlaceOf(string root, string name)
    {
        string path = ReportFolder.Place(root, name);
        ReportFolder.Create(Path.GetDirectoryName(path)!);
        if (Directory.Exists(path)) throw new InputException(new InputError(VisibleText.Of(path), null, null, "a folder", "a file, or nothing"));
        return path;
    }

    private static async Task AllowedAsync(string path, Func<string, Task> write)
    {
        try
        {
            await write(path).ConfigureAwait(false);
        }
        catch (UnauthorizedAccessException exception)
        {
            throw new InputException(new InputError(VisibleText.Of(path), null, null, VisibleText.Of(exception.Message), "a file that may be written"));
        }
    }

    private static Task WriteAsync(string path, string text, CancellationToken cancellationToken) =>
        AtomicFile.WriteAsync(path, stream => stream.WriteAsync(System.Text.Encoding.UTF8.GetBytes(text), cancellationToken).AsTask());
}
