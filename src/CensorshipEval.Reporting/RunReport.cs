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

    /// <summary>
    /// Writes <c>report.html</c>, <c>summary.md</c>, <c>summary.json</c>, <c>trials.jsonl</c>, <c>trials.csv</c>, <c>tables/NAME.csv</c> and <c>.jsonl</c>, <c>model-cards/TARGET.md</c> and,
    /// where there are gates, <c>gates.junit.xml</c>. Every file appears whole or not at all; both files of trials cost one pass over them. What the folder holds beside them is left alone.
    /// </summary>
    /// <param name="folder">The folder; it is created.</param>
    /// <param name="run">The run.</param>
    /// <param name="options">How reports are written; <see langword="null"/> for the defaults.</param>
    /// <param name="progress">Is told of each file, and of every 500 trials.</param>
    /// <param name="cancellationToken">Stops writing. Files that are whole stay.</param>
    /// <returns>The files, as full paths, in the order in which they were written.</returns>
    /// <exception cref="InputException">An option is out of its range, or the folder cannot be one.</exception>
    /// <exception cref="IOException">A file cannot be written, such as for want of room.</exception>
    public static async Task<IReadOnlyList<string>> WriteAsync(
        string folder, ReportedRun run, ReportOptions? options = null, IProgress<ReportProgress>? progress = null, CancellationToken cancellationToken = default)
    {
        ArgumentException.ThrowIfNullOrWhiteSpace(folder);
        ArgumentNullException.ThrowIfNull(run);
        options ??= new ReportOptions();
        ReportOptionsValidator.Check(options);
        string root = ReportFolder.Create(folder);
        RunFigures figures = RunFigures.Of(run);
        List<string> files = [];

        await AddAsync("report.html", path => HtmlReport.WriteAsync(path, figures, options, progress: null, cancellationToken)).ConfigureAwait(false);
        await AddAsync("summary.md", path => WriteAsync(path, MarkdownSummary.Of(figures, options, MarkdownSummary.LongestComment), cancellationToken)).ConfigureAwait(false);
        await AddAsync("summary.json", path => RunExport.WriteSummaryAsync(path, run.RunId, run.Plan, run.Judges, run.Analysis, run.IsComplete ?? false, run.Findings, cancellationToken)).ConfigureAwait(false);
        if (run.Findings.Gates is { } gates) await AddAsync("gates.junit.xml", path => JUnitReport.WriteAsync(path, gates, run, cancellationToken)).ConfigureAwait(false);
        foreach (ReportTable table in ReportTables.Of(figures))
        {
            await AddAsync($"tables/{table.Name}.csv", path => AtomicFile.WriteAsync(path, stream => TableFiles.WriteCsvAsync(table, stream, cancellationToken))).ConfigureAwait(false);
            await AddAsync($"tables/{table.Name}.jsonl", path => AtomicFile.WriteAsync(path, stream => TableFiles.WriteJsonLinesAsync(table, stream, cancellationToken))).ConfigureAwait(false);
        }

        var names = new FileNames(run.Analysis.Targets.Select(static target => target.Id));
        foreach (Target target in run.Analysis.Targets)
            await AddAsync($"model-cards/{names[target.Id]}.md", path => WriteAsync(path, ModelCard.Of(figures, target.Id, new ModelCardOptions()), cancellationToken)).ConfigureAwait(false);
        await WriteTrialsAsync().ConfigureAwait(false);
        return files;

        async Task AddAsync(string name, Func<string, Task> write)
        {
            cancellationToken.ThrowIfCancellationRequested();
            progress?.Report(new ReportProgress(name, 0, run.Analysis.Trials));
            string path = Place(name);
            await AllowedAsync(path, write).ConfigureAwait(false);
            files.Add(path);
        }

        string Place(string name)
        {
            string path = Path.Combine(root, name.Replace('/', Path.DirectorySeparatorChar));
            ReportFolder.Create(Path.GetDirectoryName(path)!);
            if (Directory.Exists(path)) throw new InputException(new InputError(VisibleText.Of(path), null, null, "a folder", "a file, or nothing"));
            return path;
        }

        async Task WriteTrialsAsync()
        {
            (string csv, string lines) = (Place("trials.csv"), Place("trials.jsonl"));
            long written = 0;
            progress?.Report(new ReportProgress("trials.jsonl", 0, run.Analysis.Trials));
            await AllowedAsync(csv, path => TrialCsv.WriteAsync(path, run, trials => RunExport.WriteTrialsAsync(lines, trials, _ =>
            {
                if (++written % TrialsPerReport == 0) progress?.Report(new ReportProgress("trials.jsonl", written, run.Analysis.Trials));
            }, cancellationToken), cancellationToken)).ConfigureAwait(false);
            progress?.Report(new ReportProgress("trials.jsonl", written, run.Analysis.Trials));
            files.AddRange([lines, csv]);
        }
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
