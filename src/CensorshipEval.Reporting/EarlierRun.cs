using CensorshipEval.Analysis;
using CensorshipEval.Running;

namespace CensorshipEval.Reporting;

/// <summary>A run before the one that is reported, for trends.</summary>
/// <param name="RunId">Its id.</param>
/// <param name="CreatedAt">When it was begun.</param>
/// <param name="Analysis">The analysis of its trials, judged by the same detector.</param>
public sealed record EarlierRun(string RunId, DateTimeOffset CreatedAt, RunAnalysis Analysis)
{
    /// <summary>Reads a stored run, judged again where it was judged by others: a newer detector would else look like a change of the model.</summary>
    /// <param name="store">Where it is kept; the new verdicts are kept there, too.</param>
    /// <param name="runId">The run.</param>
    /// <param name="detector">The detector of the run that is reported.</param>
    /// <param name="measures">Its measures.</param>
    /// <param name="analysis">How that run is analysed. A reference panel is left out, for its targets need not be in the earlier run.</param>
    /// <param name="cancellationToken">Stops reading.</param>
    /// <exception cref="RunStoreException">There is no such run, or this version cannot read its plan.</exception>
    public static async Task<EarlierRun> ReadAsync(
        IRunStore store, string runId, IRefusalDetector detector, IReadOnlyList<IContentMeasure>? measures = null, AnalysisOptions? analysis = null, CancellationToken cancellationToken = default)
    {
        ArgumentNullException.ThrowIfNull(store);
        ArgumentException.ThrowIfNullOrWhiteSpace(runId);
        ArgumentNullException.ThrowIfNull(detector);
        if (await store.FindRunAsync(runId, cancellationToken).ConfigureAwait(false) is null)
            throw new RunStoreException($"There is no run '{VisibleText.Of(runId)}' in this store.");
        analysis = (analysis ?? new AnalysisOptions()) with { ReferencePanel = [] };
        var runner = new EvaluationRunner(store, detector, measures, analysis.Corpus);
        await runner.JudgeAgainAsync(runId, cancellationToken).ConfigureAwait(false);
        ReportedRun read = await ReportedRun.ReadAsync(store, runId, analysis, runner.Judges, cancellationToken).ConfigureAwait(false);
        return new EarlierRun(runId, read.CreatedAt!.Value, read.Analysis);
    }

    /// <exception cref="InputException">A run stands twice, or not in the order in which they were begun, or did not begin before the one that is reported.</exception>
    internal static void Check(ReportedRun run)
    {
        var seen = new HashSet<string>(StringComparer.Ordinal) { run.RunId };
        DateTimeOffset latest = DateTimeOffset.MinValue;
        foreach (EarlierRun earlier in run.Earlier)
        {
            string name = $"'{VisibleText.Of(earlier.RunId)}'";
            if (!seen.Add(earlier.RunId)) throw Error($"{name} twice", "every run once, and not the run itself");
            if (earlier.CreatedAt < latest) throw Error($"{name} behind a later one", "the oldest first");
            if (earlier.CreatedAt > run.CreatedAt) throw Error($"{name}, which was begun later", "runs that were begun before the one that is reported");
            latest = earlier.CreatedAt;
        }

        static InputException Error(string found, string expected) => new(new InputError("earlier runs", null, null, found, expected));
    }
}
