using CensorshipEval.Export;

namespace CensorshipEval.Reporting;

/// <summary>The summary of a run's trials: its rates and analysis without findings, which rest on more than the trials.</summary>
internal static class SummaryBytes
{
    public static async Task<byte[]> OfAsync(ReportedRun run, CancellationToken cancellationToken)
    {
        // The export writes files that appear whole or not at all.
        DirectoryInfo folder = Directory.CreateTempSubdirectory("censorshipeval-");
        try
        {
            string path = Path.Combine(folder.FullName, BundleNames.Summary);
            await RunExport.WriteSummaryAsync(path, run.RunId, run.Plan, run.Judges, run.Analysis, run.IsComplete is true, cancellationToken: cancellationToken).ConfigureAwait(false);
            return await File.ReadAllBytesAsync(path, cancellationToken).ConfigureAwait(false);
        }
        finally
        {
            folder.Delete(recursive: true);
        }
    }
}
