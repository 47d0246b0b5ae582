using System.Globalization;
using System.Runtime.CompilerServices;
using System.Text.Json;
using CensorshipEval.Csv;
using CensorshipEval.Export;
using CensorshipEval.Reporting.Tables;

namespace CensorshipEval.Reporting;

/// <summary>
/// Trials as CSV, for spreadsheets: one flat row per trial, a column per measure. Texts are cut at what a cell of Excel holds (32,767 characters), say so, and cannot be
/// run as formulas; the JSON lines of <see cref="RunExport.WriteTrialsAsync"/> hold them whole.
/// </summary>
public static class TrialCsv
{
    private static readonly string[] Before =
    [
        "id", "run", "target", "model", "promptId", "family", "topic", "jurisdiction", "role", "form", "language", "sample",
        "delivery", "engagement", "reason", "refusalProbability",
    ];

    private static readonly string[] After =
    [
        "finishReason", "errorCode", "httpStatus", "answeredBy", "inputTokens", "outputTokens", "reasoningTokens", "startedAt", "seconds",
        "prompt", "response", "reasoning",
    ];

    /// <summary>
    /// Writes the trials of a run, one after the other: UTF-8 with a mark, so that Excel reads it by a double click, lines ended by CRLF, numbers with a point. The file appears
    /// whole or not at all.
    /// </summary>
    /// <param name="path">The file; an existing one is replaced.</param>
    /// <param name="run">The run. Its <see cref="ReportedRun.Judges"/> say which measures have columns.</param>
    /// <param name="written">Is handed each trial that was written.</param>
    /// <param name="cancellationToken">Stops writing; nothing is left behind.</param>
    public static Task WriteAsync(string path, ReportedRun run, Action<Trial>? written = null, CancellationToken cancellationToken = default)
    {
        ArgumentException.ThrowIfNullOrWhiteSpace(path);
        ArgumentNullException.ThrowIfNull(run);
        return WriteAsync(path, run, async trials =>
        {
            await foreach (Trial trial in trials.ConfigureAwait(false)) written?.Invoke(trial);
        }, cancellationToken);
    }

    /// <summary>Writes the trials while another reads the same pass over them, so that two files cost one pass.</summary>
    internal static Task WriteAsync(string path, ReportedRun run, Func<IAsyncEnumerable<Trial>, Task> read, CancellationToken cancellationToken) => AtomicFile.WriteAsync(path, async stream =>
    {
        var text = new StreamWriter(stream, TableFiles.Marked, 1 << 16, leaveOpen: true);
        await using (text.ConfigureAwait(false))
        {
            string[] measures = [.. run.Judges.Measures.Select(static measure => measure.Name).Distinct(StringComparer.Ordinal)];
            var writer = new CsvWriter(text);
            await writer.WriteAsync([.. Before, .. measures.Select(SpreadsheetCell.ForPeople), .. After]).ConfigureAwait(false);
            await read(PassOnAsync(run, writer, measures, cancellationToken)).ConfigureAwait(false);
        }
    });

    private static async IAsyncEnumerable<Trial> PassOnAsync(ReportedRun run, CsvWriter writer, string[] measures, [EnumeratorCancellation] CancellationToken cancellationToken)
    {
        await foreach (Trial trial in run.Trials(cancellationToken).WithCancellation(cancellationToken).ConfigureAwait(false))
        {
            await writer.WriteAsync(Row(trial, measures)).ConfigureAwait(false);
            yield return trial;
        }
    }

    private static string[] Row(Trial trial, string[] measures)
    {
        (Exchange exchange, Verdict verdict) = (trial.Exchange, trial.Verdict);
        return
        [
            Text(Id(trial)), Text(trial.Key.RunId), Text(exchange.Target.Id), Text(exchange.Target.Model),
            Text(exchange.Prompt.Id), Text(exchange.Prompt.FamilyId), Text(exchange.Prompt.Topic), exchange.Prompt.Jurisdiction.Code,
            exchange.Prompt.Role?.ToString() ?? "", exchange.Prompt.Form?.ToString() ?? "", exchange.Prompt.Language.Value, Whole(trial.Key.Sample),
            verdict.Delivery.ToString(), verdict.Engagement?.ToString() ?? "", verdict.Reason?.ToString() ?? "", TableFiles.Number(verdict.RefusalProbability),
            .. measures.Select(name => TableFiles.Number(trial.Measurements.FirstOrDefault(measurement => measurement.Measure.Name == name)?.Value)),
            Text(exchange.FinishReason), Text(exchange.Error?.Code), Whole(exchange.Error?.HttpStatus), Text(exchange.AnsweredBy),
            Whole(exchange.Usage?.InputTokens), Whole(exchange.Usage?.OutputTokens), Whole(exchange.Usage?.ReasoningTokens),
            exchange.Timing?.StartedAt.ToString("O", CultureInfo.InvariantCulture) ?? "", TableFiles.Number(exchange.Timing?.Duration.TotalSeconds),
            Text(exchange.Prompt.Text), Text(exchange.Text), Text(exchange.Reasoning),
        ];
    }

    // As the JSON lines have it: a recorded answer keeps the id that its file gave it.
    private static string Id(Trial trial) =>
        trial.Exchange.Metadata.TryGetValue("id", out JsonElement id) && id.ValueKind is JsonValueKind.String ? PairedText.Of(id).GetString()! : trial.Key.ToString();

    private static string Text(string? text) => text is null ? "" : SpreadsheetCell.ForPeople(text);

    private static string Whole(long? number) => number?.ToString(CultureInfo.InvariantCulture) ?? "";
}
