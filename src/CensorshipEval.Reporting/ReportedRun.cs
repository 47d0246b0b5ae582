using CensorshipEval.Analysis;
using CensorshipEval.Export;
using CensorshipEval.Running;

namespace CensorshipEval.Reporting;

/// <summary>A stored run with its analysis: what every report is written from, offline.</summary>
public sealed record ReportedRun
{
    /// <summary>Id of the run.</summary>
    public required string RunId { get; init; }

    /// <summary>What was asked of whom.</summary>
    public required EvaluationPlan Plan { get; init; }

    /// <summary>The detector and measures whose verdicts and measurements are reported.</summary>
    public required Judges Judges { get; init; }

    /// <summary>The analysis of its trials.</summary>
    public required RunAnalysis Analysis { get; init; }

    /// <summary>
    /// Reads the trials from the first to the last. Called once for every pass over them, so that no report need hold them all.
    /// </summary>
    public required Func<CancellationToken, IAsyncEnumerable<Trial>> Trials { get; init; }

    /// <summary>
    /// Whether every planned exchange was obtained, as <see cref="RunAnalysis.IsComplete"/> has it: no where a call failed and was not made again. <see langword="null"/>
    /// where that cannot be known, as for recorded answers that are fewer than their plan.
    /// </summary>
    public required bool? IsComplete { get; init; }

    /// <summary>When the run was begun; <see langword="null"/> where nobody knows.</summary>
    public DateTimeOffset? CreatedAt { get; init; }

    /// <summary>The corpus that was asked, for titles and official lines of its families; <see langword="null"/> where there is none.</summary>
    public IPromptCorpus? Corpus { get; init; }

    /// <summary>What else is known of the run: gates, costs, who answered, corrected rates, people's labels.</summary>
    public RunFindings Findings { get; init; } = new();

    /// <summary>Runs before this one, the oldest first, for trends; empty for none.</summary>
    public IReadOnlyList<EarlierRun> Earlier { get; init; } = [];

    /// <summary>Reads a run from its store, counts its trials and analyses them.</summary>
    /// <param name="store">Where it is kept. It must stay open while reports are written.</param>
    /// <param name="runId">The run.</param>
    /// <param name="analysis">How to analyse it; its corpus is also the report's.</param>
    /// <param name="judges">Whose verdicts to read; <see langword="null"/> takes those of the plan.</param>
    /// <param name="cancellationToken">Stops reading.</param>
    /// <exception cref="RunStoreException">There is no such run, or this version cannot read its plan.</exception>
    public static async Task<ReportedRun> ReadAsync(
        IRunStore store, string runId, AnalysisOptions? analysis = null, Judges? judges = null, CancellationToken cancellationToken = default)
    {
        ArgumentNullException.ThrowIfNull(store);
        ArgumentException.ThrowIfNullOrWhiteSpace(runId);
        RunRecord record = await store.FindRunAsync(runId, cancellationToken).ConfigureAwait(false)
            ?? throw new RunStoreException($"There is no run '{VisibleText.Of(runId)}' in this store.");
        var plan = EvaluationPlan.FromRecord(record);
        judges ??= plan.Judges;
        var counts = new TrialCounts(plan);
        await foreach (Trial trial in store.ReadTrialsAsync(runId, judges, cancellationToken).ConfigureAwait(false)) counts.Add(trial);
        var analysed = new RunAnalysis(counts, analysis);
        return new ReportedRun
        {
            RunId = runId, Plan = plan, Judges = judges, Analysis = analysed, Trials = token => store.ReadTrialsAsync(runId, judges, token),
            IsComplete = analysed.IsComplete, CreatedAt = record.CreatedAt, Corpus = analysis?.Corpus,
        };
    }
}
