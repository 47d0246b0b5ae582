using CensorshipEval.Running;

namespace CensorshipEval.Analysis;

/// <summary>
/// Counts the trials of a run, read one by one and in any order, for <see cref="RunAnalysis"/>. Memory grows with targets and prompts, not with trials.
/// Members are not thread-safe.
/// </summary>
public sealed class TrialCounts
{
    private readonly EvaluationPlan? _plan;
    private readonly Dictionary<(string TargetId, string PromptId), PromptCounts> _cells = [];
    private readonly HashSet<ComponentId> _detectors = [];
    private readonly Dictionary<string, int> _clusters = new(StringComparer.Ordinal);
    private readonly HashSet<string> _runs = new(StringComparer.Ordinal);

    /// <summary>Creates empty counts.</summary>
    /// <param name="plan">
    /// The plan of the run: repeats of its sentinels are left out, for they would make a few questions weigh more than the others, and whether trials are
    /// lacking is known. <see langword="null"/> counts every trial.
    /// </param>
    public TrialCounts(EvaluationPlan? plan = null) => _plan = plan;

    /// <summary>Trials counted.</summary>
    public long Trials { get; private set; }

    internal EvaluationPlan? Plan => _plan;

    /// <summary>Whether every trial of the plan was asked; <see langword="null"/> without a plan, and for a transcript that has fewer answers than its plan: it may never have had them.</summary>
    internal bool? IsAsked => _plan is null ? null : Lacking(_plan) == 0 ? true : _plan.Source.StartsWith("transcript:", StringComparison.Ordinal) ? null : false;

    /// <summary>Whether every trial of the plan was obtained: one whose every call failed lacks, whoever recorded it. <see langword="null"/> where <see cref="IsAsked"/> is and no call failed.</summary>
    internal bool? IsComplete => _plan is not null && _cells.Values.Any(static cell => cell.PlannedFailed > 0) ? false : IsAsked;

    /// <summary>Ids of the runs that the trials are of.</summary>
    internal string[] Runs => [.. _runs.Order(StringComparer.Ordinal)];

    /// <summary>The detectors whose verdicts are in the rates, as <c>name@version</c> in ordinal order.</summary>
    internal IReadOnlyList<string> Detectors => [.. _detectors.Select(static detector => detector.ToString()).Order(StringComparer.Ordinal)];

    private MeasureNames Measures { get; } = new();

    /// <summary>Counts a trial.</summary>
    public void Add(Trial trial)
    {
        ArgumentNullException.ThrowIfNull(trial);
        Add(trial, trial.Verdict);
    }

    /// <summary>Counts a trial under another verdict: the planted truth of a simulation, for instance, or the label of a person.</summary>
    public void Add(Trial trial, Verdict verdict)
    {
        ArgumentNullException.ThrowIfNull(trial);
        ArgumentNullException.ThrowIfNull(verdict);
        if (_plan?.IsSentinelRepeat(trial.Key) == true) return;
        Exchange exchange = trial.Exchange;
        (string, string) key = (exchange.Target.Id, exchange.Prompt.Id);
        if (!_cells.TryGetValue(key, out PromptCounts? cell)) _cells[key] = cell = new PromptCounts(exchange.Target, exchange.Prompt, NumberOf(exchange.Prompt.Cluster));
        cell.Add(trial, verdict, Measures);
        _runs.Add(trial.Key.RunId);
        // What was asked after an empty answer does not stand for a sample that was planned.
        if (_plan is not null && trial.Key.Sample < _plan.Samples)
        {
            cell.Planned++;
            // By its own verdict: what did not come is not there, whatever another verdict would say of it.
            if (trial.Verdict.Delivery is Delivery.TransportError) cell.PlannedFailed++;
        }

        if (!verdict.IsMissing) _detectors.Add(verdict.Detector);
        Trials++;
    }

    /// <summary>What was counted so far.</summary>
    internal CountedCells Snapshot(AnalysisOptions options) => new(
        [.. _cells.Values.Select(static cell => cell.Copy())], Measures.Copy(), [.. _clusters.OrderBy(static family => family.Value).Select(static family => family.Key)], options);

    private long Lacking(EvaluationPlan plan) =>
        plan.Targets.Sum(target => plan.Prompts.Sum(prompt => (long)Math.Max(0, plan.Samples - (_cells.GetValueOrDefault((target.Id, prompt.Id))?.Planned ?? 0))));

    private int NumberOf(string family)
    {
        if (!_clusters.TryGetValue(family, out int number)) _clusters[family] = number = _clusters.Count;
        return number;
    }
}
