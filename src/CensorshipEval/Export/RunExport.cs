using System.Text.Json;
using CensorshipEval.Analysis;
using CensorshipEval.Costs;
using CensorshipEval.Gates;
using CensorshipEval.Running;

namespace CensorshipEval.Export;

/// <summary>Writes what a run found to files that other programs read. A file appears whole or not at all.</summary>
public static class RunExport
{
    /// <summary>
    /// Writes the summary as JSON: <c>rates</c>, an array with one object per target, language, jurisdiction and role (counts by delivery and
    /// engagement, <c>hardRate</c> with its interval <c>low</c> and <c>high</c>, the missingness bounds <c>boundLow</c> and <c>boundHigh</c>,
    /// <c>families</c>, and how the interval was made), the object <c>totals</c>, and <c>analysis</c> (the properties of <see cref="CensorshipIndex"/>,
    /// <see cref="LanguageGap"/> and <see cref="Comparison"/> in camel case). Of the findings: <c>serving</c>, an array with one object per target, with
    /// <c>findings</c> (<see cref="ServingSummary"/>), <c>costs</c>, <c>gates</c> (<c>verdict</c>, <c>complete</c> and <c>results</c>, one per gate and group),
    /// <c>corrected</c> (<see cref="CorrectedGroup"/>) and <c>annotations</c> (<see cref="AnnotationReport"/>). Rates are from 0 to 1; a rate of which nothing
    /// was observed is <c>null</c>, and so is <c>serving</c> when nobody looked; the others are then absent.
    /// </summary>
    public static Task WriteSummaryAsync(
        string path, string runId, EvaluationPlan plan, Judges judges, RunAnalysis analysis, bool complete, RunFindings? findings = null,
        CancellationToken cancellationToken = default)
    {
        ArgumentException.ThrowIfNullOrWhiteSpace(path);
        ArgumentNullException.ThrowIfNull(plan);
        ArgumentNullException.ThrowIfNull(judges);
        ArgumentNullException.ThrowIfNull(analysis);
        findings ??= new RunFindings();
        var document = new SummaryDocument
        {
            Run = runId,
            PlanHash = plan.ComputeHash(),
            Corpus = plan.Corpus,
            Detector = judges.Detector.ToString(),
            Measures = [.. judges.Measures.Select(static measure => measure.ToString())],
            Source = plan.Source,
            Complete = complete,
            Rates = [.. analysis.Rates(GroupBy.Target | GroupBy.Jurisdiction | GroupBy.Language | GroupBy.Role).Select(static rate => new RateLine(rate))],
            Totals = new RateFigures(analysis.Rate()),
            Analysis = AnalysisDocument.Of(analysis, plan),
            Corrected = findings.Corrected,
            Annotations = findings.Annotations,
            Costs = findings.Costs is { } costs ? new CostDocument(costs.Currency, costs.Spent, costs.Lines()) : null,
            Serving = findings.Serving,
            Gates = findings.Gates is { } gates ? GatesDocument.Of(gates) : null,
        };
        return AtomicFile.WriteAsync(path, stream => JsonSerializer.SerializeAsync(stream, document, ExportJsonContext.Document.SummaryDocument, cancellationToken));
    }

    /// <summary>
    /// Writes what changed between two runs as JSON: <c>earlier</c>, <c>later</c> and <c>changes</c>, an array with the properties of <see cref="RunChange"/> in camel
    /// case. The file appears whole or not at all.
    /// </summary>
    public static Task WriteChangesAsync(string path, string earlierRun, string laterRun, IReadOnlyList<RunChange> changes, CancellationToken cancellationToken = default)
    {
        ArgumentException.ThrowIfNullOrWhiteSpace(path);
        ArgumentNullException.ThrowIfNull(changes);
        var document = new ChangesDocument(earlierRun, laterRun, changes);
        return AtomicFile.WriteAsync(path, stream => JsonSerializer.SerializeAsync(stream, document, ExportJsonContext.Document.ChangesDocument, cancellationToken));
    }

    /// <summary>Writes each trial as one line of JSON, with its verdict, evidence, measurements and metadata; hands each on when it is written.</summary>
    public static Task WriteTrialsAsync(
        string path, IAsyncEnumerable<Trial> trials, Action<Trial>? written = null, CancellationToken cancellationToken = default)
    {
        ArgumentException.ThrowIfNullOrWhiteSpace(path);
        ArgumentNullException.ThrowIfNull(trials);
        return AtomicFile.WriteAsync(path, async stream =>
        {
            await foreach (Trial trial in trials.WithCancellation(cancellationToken).ConfigureAwait(false))
            {
                JsonSerializer.Serialize(stream, TrialLine.Of(trial), ExportJsonContext.Lines.TrialLine);
                stream.WriteByte((byte)'\n');
                written?.Invoke(trial);
            }
        });
    }
}
