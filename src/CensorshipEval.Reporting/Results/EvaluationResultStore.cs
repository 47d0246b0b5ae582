using System.Globalization;
using System.Text.Encodings.Web;
using System.Text.Json;
using CensorshipEval.Export;
using CensorshipEval.Reporting.Files;
using CensorshipEval.Reporting.Results;

namespace CensorshipEval.Reporting;

/// <summary>
/// Trials in the format of the result store of Microsoft.Extensions.AI.Evaluation.Reporting, which the tool <c>dotnet aieval</c> makes its reports from. A file per trial,
/// with the metrics <c>Refusal Label</c> (text), <c>Refusal Score</c> (0 to 1) and <c>Refused</c> (yes or no; no value where nothing could be judged).
/// </summary>
public static class EvaluationResultStore
{
    private static readonly JsonWriterOptions Indented = new() { Indented = true, Encoder = JavaScriptEncoder.UnsafeRelaxedJsonEscaping };

    /// <summary>
    /// Writes the trials as <c>results/RUN/SCENARIO/ITERATION.json</c> below a folder, the storage path of the tool. The scenario is
    /// <c>target.family.role.form.language</c>, the iteration the number of the sample. Ids of strangers become names of ASCII letters, digits, hyphens and underscores, with a
    /// part of their hash where they could be another's; the tags hold them as they are. Each file appears whole or not at all; files of other runs are left alone.
    /// </summary>
    /// <param name="root">The storage path; it is created.</param>
    /// <param name="run">The run.</param>
    /// <param name="progress">Is told of each file, as a path below the folder, and how many trials are written with it; <see langword="null"/> for nobody.</param>
    /// <param name="timeProvider">The clock for results of which neither the exchange nor the run knows its time. Default the system's.</param>
    /// <param name="cancellationToken">Stops between two trials; what is written stays.</param>
    /// <returns>How many files were written.</returns>
    /// <exception cref="InputException">The folder cannot be one.</exception>
    public static async Task<long> WriteAsync(
        string root, ReportedRun run, IProgress<ReportProgress>? progress = null, TimeProvider? timeProvider = null, CancellationToken cancellationToken = default)
    {
        ArgumentException.ThrowIfNullOrWhiteSpace(root);
        ArgumentNullException.ThrowIfNull(run);
        string execution = new FileNames([run.RunId])[run.RunId];
        string folder = ReportFolder.Create(Path.Combine(root, "results", execution));
        DateTimeOffset created = run.CreatedAt ?? (timeProvider ?? TimeProvider.System).GetUtcNow();
        var names = new ScenarioNames(run.Plan);
        long written = 0;
        await foreach (Trial trial in run.Trials(cancellationToken).WithCancellation(cancellationToken).ConfigureAwait(false))
        {
            cancellationToken.ThrowIfCancellationRequested();
            string scenario = names.Of(trial.Exchange), iteration = trial.Key.Sample.ToString(CultureInfo.InvariantCulture);
            string place = ReportFolder.Create(Path.Combine(folder, scenario));
            DateTimeOffset time = trial.Exchange.Timing?.StartedAt ?? created;
            await AtomicFile.WriteAsync(Path.Combine(place, $"{iteration}.json"), async stream =>
            {
                var json = new Utf8JsonWriter(stream, Indented);
                await using (json.ConfigureAwait(false)) ScenarioResult.Write(json, trial, scenario, iteration, execution, time);
            }).ConfigureAwait(false);
            written++;
            progress?.Report(new ReportProgress($"results/{execution}/{scenario}/{iteration}.json", written, run.Analysis.Trials));
        }

        return written;
    }
}
