using System.Runtime.CompilerServices;

namespace CensorshipEval.Storage;

/// <summary>Keeps runs in memory, for tests and short runs. It promises what every <see cref="IRunStore"/> does, except to outlive its process.</summary>
public sealed class InMemoryRunStore : IRunStore
{
    private readonly Lock _lock = new();
    private readonly Dictionary<string, InMemoryRun> _runs = new(StringComparer.Ordinal);
    private readonly HashSet<string> _leased = new(StringComparer.Ordinal);
    private bool _disposed;

    /// <inheritdoc/>
    /// <exception cref="RunStoreException">A run of that id exists, or two of its targets or prompts have one id.</exception>
    public ValueTask CreateRunAsync(RunRecord run, CancellationToken cancellationToken = default)
    {
        ArgumentNullException.ThrowIfNull(run);
        return Do(
            () =>
            {
                var created = new InMemoryRun(run);
                if (!_runs.TryAdd(run.Id, created)) throw new RunStoreException($"There is a run '{run.Id}' already. Continue it, or choose another id.");
            },
            cancellationToken);
    }

    /// <inheritdoc/>
    public ValueTask<RunRecord?> FindRunAsync(string runId, CancellationToken cancellationToken = default)
    {
        ArgumentNullException.ThrowIfNull(runId);
        return Do(() => _runs.GetValueOrDefault(runId)?.Record, cancellationToken);
    }

    /// <inheritdoc/>
    public async IAsyncEnumerable<RunSummary> ListRunsAsync([EnumeratorCancellation] CancellationToken cancellationToken = default)
    {
        RunSummary[] runs = await Do<RunSummary[]>(() => [.. _runs.Values.Select(run => run.Summary)], cancellationToken).ConfigureAwait(false);
        foreach (RunSummary run in runs.Reverse().OrderByDescending(run => run.CreatedAt)) yield return run;
    }

    /// <inheritdoc/>
    /// <remarks>The store is this process's alone, so the lease is too. The run need not exist yet.</remarks>
    public ValueTask<IAsyncDisposable> LeaseRunAsync(string runId, CancellationToken cancellationToken = default)
    {
        ArgumentNullException.ThrowIfNull(runId);
        return Do<IAsyncDisposable>(
            () => _leased.Add(runId)
                ? new InMemoryRunLease(() => Release(runId))
                : throw new RunInUseException($"Run '{runId}' is in use: another part of this process ({Environment.ProcessId}) is adding to it."),
            cancellationToken);
    }

    /// <inheritdoc/>
    public ValueTask WriteAsync(RunBatch batch, CancellationToken cancellationToken = default)
    {
        ArgumentNullException.ThrowIfNull(batch);
        return Do(() => InMemoryBatch.Write(batch, _runs), cancellationToken);
    }

    /// <inheritdoc/>
    public ValueTask<IReadOnlyDictionary<TrialKey, StoredTrial>> FindTrialsAsync(
        IReadOnlyList<TrialKey> keys, Judges judges, CancellationToken cancellationToken = default)
    {
        ArgumentNullException.ThrowIfNull(keys);
        ArgumentNullException.ThrowIfNull(judges);
        return Do<IReadOnlyDictionary<TrialKey, StoredTrial>>(
            () => keys.Distinct().Select(key => (Key: key, Trial: Find(key))).Where(found => found.Trial is not null)
                .ToDictionary(found => found.Key, found => found.Trial!.Progress(judges)),
            cancellationToken);
    }

    /// <inheritdoc/>
    public async IAsyncEnumerable<Exchange> ReadExchangesAsync(
        IReadOnlyList<TrialKey> keys, [EnumeratorCancellation] CancellationToken cancellationToken = default)
    {
        ArgumentNullException.ThrowIfNull(keys);
        foreach (TrialKey key in keys)
        {
            if (await Do(() => Find(key)?.Exchange, cancellationToken).ConfigureAwait(false) is { } exchange) yield return exchange;
        }
    }

    /// <inheritdoc/>
    public IAsyncEnumerable<Exchange> ReadExchangesAsync(string runId, CancellationToken cancellationToken = default) =>
        ReadAsync(runId, run => run.Exchanges, trial => trial.Exchange, cancellationToken);

    /// <inheritdoc/>
    public IAsyncEnumerable<Attempt> ReadAttemptsAsync(string runId, CancellationToken cancellationToken = default) =>
        ReadAsync(runId, run => run.Attempts, attempt => attempt, cancellationToken);

    /// <inheritdoc/>
    public async IAsyncEnumerable<Trial> ReadTrialsAsync(
        string runId, Judges judges, [EnumeratorCancellation] CancellationToken cancellationToken = default)
    {
        ArgumentNullException.ThrowIfNull(judges);
        await foreach (Trial? trial in ReadAsync(runId, run => run.Exchanges, trial => trial.Judged(judges), cancellationToken).ConfigureAwait(false))
        {
            if (trial is not null) yield return trial;
        }

        List<Attempt> failed = await Do(() => _runs.GetValueOrDefault(runId)?.LastFailed() ?? [], cancellationToken).ConfigureAwait(false);
        foreach (Attempt attempt in failed)
        {
            var verdict = Verdict.OfFailedTransport(judges.Detector);
            yield return new Trial { Exchange = attempt.Exchange, Verdict = verdict };
        }
    }

    /// <summary>Forgets everything.</summary>
    public ValueTask DisposeAsync()
    {
        lock (_lock)
        {
            _disposed = true;
            _runs.Clear();
        }

        return ValueTask.CompletedTask;
    }

    private InMemoryTrial? Find(TrialKey key) => _runs.GetValueOrDefault(key.RunId)?.Find(key);

    private void Release(string runId)
    {
        lock (_lock) _leased.Remove(runId);
    }

    /// <summary>Reads the items there are at the start, one at a time, so that a slow reader holds up nobody.</summary>
    private async IAsyncEnumerable<TResult> ReadAsync<TItem, TResult>(
        string runId,
        Func<InMemoryRun, IReadOnlyList<TItem>> items,
        Func<TItem, TResult> read,
        [EnumeratorCancellation] CancellationToken cancellationToken)
    {
        ArgumentNullException.ThrowIfNull(runId);
        InMemoryRun? run = await Do(() => _runs.GetValueOrDefault(runId), cancellationToken).ConfigureAwait(false);
        if (run is null) yield break;
        int count = await Do(() => items(run).Count, cancellationToken).ConfigureAwait(false);
        for (int i = 0; i < count; i++)
        {
            int at = i;
            yield return await Do(() => read(items(run)[at]), cancellationToken).ConfigureAwait(false);
        }
    }

    private ValueTask Do(Action work, CancellationToken cancellationToken)
    {
        ValueTask<bool> done = Do(
            () =>
            {
                work();
                return true;
            },
            cancellationToken);
        return done.IsCompletedSuccessfully ? ValueTask.CompletedTask : new ValueTask(done.AsTask());
    }

    private ValueTask<T> Do<T>(Func<T> work, CancellationToken cancellationToken)
    {
        if (cancellationToken.IsCancellationRequested) return ValueTask.FromCanceled<T>(cancellationToken);
        try
        {
            lock (_lock)
            {
                ObjectDisposedException.ThrowIf(_disposed, this);
                return ValueTask.FromResult(work());
            }
        }
        catch (Exception exception) when (exception is RunStoreException or ObjectDisposedException)
        {
            return ValueTask.FromException<T>(exception);
        }
    }
}
