using System.Text;
using CensorshipEval.Export;
using CensorshipEval.Reporting.Figures;

namespace CensorshipEval.Reporting;

/// <summary>The report as one self-contained page, which opens from disk and loads nothing.</summary>
public static class HtmlReport
{
    /// <summary>Writes the page: a file that appears whole or not at all.</summary>
    /// <param name="path">Where to; its folder must exist.</param>
    /// <param name="run">What is reported.</param>
    /// <param name="options">How; the defaults where <see langword="null"/>.</param>
    /// <param name="progress">Is told of each section that is begun, by the name of the file.</param>
    /// <param name="cancellationToken">Stops writing; no file is left.</param>
    /// <exception cref="InputException">An option is out of its range.</exception>
    /// <exception cref="IOException">The file cannot be written.</exception>
    public static async Task WriteAsync(
        string path, ReportedRun run, ReportOptions? options = null, IProgress<ReportProgress>? progress = null, CancellationToken cancellationToken = default)
    {
        ArgumentException.ThrowIfNullOrWhiteSpace(path);
        ArgumentNullException.ThrowIfNull(run);
        options ??= new ReportOptions();
        ReportOptionsValidator.Check(options);
        cancellationToken.ThrowIfCancellationRequested();
        await WriteAsync(path, RunFigures.Of(run), options, progress, cancellationToken).ConfigureAwait(false);
    }

    internal static Task WriteAsync(string path, RunFigures figures, ReportOptions options, IProgress<ReportProgress>? progress, CancellationToken cancellationToken)
    {
        var page = Html.ReportPage.Of(figures, options);
        return AtomicFile.WriteAsync(path, async stream =>
        {
            var output = new StreamWriter(stream, new UTF8Encoding(encoderShouldEmitUTF8Identifier: false), 1 << 16, leaveOpen: true) { NewLine = "\n" };
            await using (output.ConfigureAwait(false)) await page.WriteAsync(output, section => progress?.Report(new ReportProgress(Path.GetFileName(path), 0, figures.Run.Analysis.Trials) { Section = section }), cancellationToken).ConfigureAwait(false);
        });
    }
}
