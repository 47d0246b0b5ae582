using System.Runtime.CompilerServices;
using Microsoft.Extensions.Logging;
using Microsoft.Extensions.Logging.Abstractions;

namespace CensorshipEval.Running;

/// <summary>
/// Carries a plan out: asks, stores, judges, and yields each trial. Can be stopped at any point, even by <c>kill -9</c>: the next call with the
/// same run id does what is left, asks nothing again that is stored, and repeats at most the calls that were in flight.
/// Memory does not grow with the number of trials.
/// </summary>
public sealed class EvaluationRunner
{
    /// <summary>
    /// Name of the <see cref="System.Diagnostics.ActivitySource"/>, which tells every run as an activity <c>run</c>, and of the
    /// <see cref="System.Diagnostics.Metrics.Meter"/>, which counts trials (<c>censorshipeval.trials</c>) by target, delivery and engagement.
    /// </summary>
    public const string TelemetryName = "CensorshipEval";

    private readonly IRunStore _store;
    private readonly TrialJudge _judge;
    private readonly EvaluationRunnerOptions _options;
    private readonly TimeProvider _time;
    private readonly ILogger _logger;

    /// <summary>Creates a runner.</summary>
    /// <param name="store">Where the run is kept.</param>
    /// <param name="detector">Judges every exchange.</param>
    /// <param name="measures">Measure every exchange; none by default.</param>
    /// <param name="corpus">Gives the measures the family of a prompt; <see langword="null"/> when there are none.</param>
    /// <param name="options">Concurrency and the like; <see langword="null"/> for the defaults.</param>
    /// <param name="timeProvider">Clock; the system's by default.</param>
    /// <param name="logger">Where to report what a run meets; nowhere by default.</param>
    /// <exception cref="InputException">An option is out of range.</exception>
    public EvaluationRunner(
        IRunStore store,
        IRefusalDetector detector,
        IReadOnlyList<IContentMeasure>? measures = null,
        IPromptCorpus? corpus = null,
        EvaluationRunnerOptions? options = null,
        TimeProvider? timeProvider = null,
        ILogger<EvaluationRunner>? logger = null)
    {
        ArgumentNullException.ThrowIfNull(store);
        ArgumentNullException.ThrowIfNull(detector);
        _store = store;
        _judge = new TrialJudge(detector, measures ?? [], corpus);
        _options = options ?? new EvaluationRunnerOptions();
        _time = timeProvider ?? TimeProvider.System;
        _logger = logger ?? NullLogger<EvaluationRunner>.Instance;
        EvaluationRunnerOptionsValidator.Check(_options);
    }

    /// <summary>The detector and measures in use.</summary>
    public Judges Judges => _judge.Judges;

    /// <summary>
    /// Does what is left of a run, all of it when the run is new, and yields each trial once it is judged: in the order in which answers come,
    /// without those that an earlier call had finished (read those from the store). A trial whose call failed in transport is yielded with
    /// <see cref="Delivery.TransportError"/>, kept as an attempt, and asked again by the next call.
    /// </summary>
    /// <param name="runId">Name of the run in the store.</param>
    /// <param name="plan">What to ask.</param>
    /// <param name="source">Where the answers come from.</param>
    /// <param name="cancellationToken">Stops the run; what was received is stored.</param>
    /// <exception cref="InputException">The plan cannot be run.</exception>
    /// <exception cref="RunStoreException">The run exists under another plan, or another process is working on it.</exception>
    public async IAsyncEnumerable<Trial> RunAsync(
        string runId, EvaluationPlan plan, IExchangeSource source, [EnumeratorCancellation] CancellationToken cancellationToken = default)
    {
        ArgumentException.ThrowIfNullOrWhiteSpace(runId);
        ArgumentNullException.ThrowIfNull(plan);
        ArgumentNullException.ThrowIfNull(source);
        EvaluationPlanValidator.Check(plan);

        IAsyncDisposable lease = await _store.LeaseRunAsync(runId, cancellationToken).ConfigureAwait(false);
        await using (lease.ConfigureAwait(false))
        {
            bool isNew = await BeginAsync(runId, plan, cancellationToken).ConfigureAwait(false);
            var execution = new RunExecution(_store, _judge, plan, source, _options, _logger);
            await foreach (Trial trial in execution.RunAsync(runId, isNew, cancellationToken).ConfigureAwait(false))
                yield return trial;
        }
    }

    /// <summary>
    /// Judges every stored exchange of a run that this runner's detector or one of its measures has not judged yet, without asking anything.
    /// </summary>
    /// <returns>How many exchanges were judged.</returns>
    /// <exception cref="RunStoreException">There is no such run, or another process is working on it.</exception>
    public async Task<long> JudgeAgainAsync(string runId, CancellationToken cancellationToken = default)
    {
        RunRecord record = await _store.FindRunAsync(runId, cancellationToken).ConfigureAwait(false)
            ?? throw new RunStoreException($"There is no run '{runId}' in this store.");
        var plan = EvaluationPlan.FromRecord(record);
        long judged = 0;
        await foreach (Trial _ in RunAsync(runId, plan, new StoredExchangesOnly(), cancellationToken).ConfigureAwait(false)) judged++;
        return judged;
    }

    private async Task<bool> BeginAsync(string runId, EvaluationPlan plan, CancellationToken cancellationToken)
    {
        RunRecord record = plan.ToRecord(runId, _time.GetUtcNow());
        RunRecord? existing = await _store.FindRunAsync(runId, cancellationToken).ConfigureAwait(false);
        if (existing is null)
        {
            await _store.CreateRunAsync(record, cancellationToken).ConfigureAwait(false);
            RunLog.Started(_logger, runId, plan.TrialCount);
            return true;
        }

        if (!string.Equals(existing.PlanHash, record.PlanHash, StringComparison.Ordinal))
        {
            throw new RunStoreException(
                $"Run '{runId}' was begun under another plan (hash {existing.PlanHash[..12]}, this one is {record.PlanHash[..12]}). " +
                "A run is continued under its own plan; start a new run for a new one.");
        }

        RunLog.Resumed(_logger, runId);
        return false;
    }
}
