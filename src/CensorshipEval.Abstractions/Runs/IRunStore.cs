namespace CensorshipEval;

/// <summary>
/// Keeps runs. What <see cref="WriteAsync"/> has returned from survives the end of the process, however it ends.
/// Exchanges are never changed; verdicts and measurements are rows of their own, one per trial and component version.
/// Members are thread-safe; reading never waits for writing to end.
/// </summary>
public interface IRunStore : IAsyncDisposable
{
    /// <summary>Records a new run before its first call.</summary>
    /// <exception cref="RunStoreException">A run of that id exists.</exception>
    ValueTask CreateRunAsync(RunRecord run, CancellationToken cancellationToken = default);

    /// <summary>The run of that id, or <see langword="null"/>.</summary>
    ValueTask<RunRecord?> FindRunAsync(string runId, CancellationToken cancellationToken = default);

    /// <summary>Every run, the newest first.</summary>
    IAsyncEnumerable<RunSummary> ListRunsAsync(CancellationToken cancellationToken = default);

    /// <summary>Makes the caller the only one, of all processes, who adds to a run, until the lease is disposed or its process ends.</summary>
    /// <exception cref="RunInUseException">Another holds the lease; the message says who.</exception>
    ValueTask<IAsyncDisposable> LeaseRunAsync(string runId, CancellationToken cancellationToken = default);

    /// <summary>
    /// Writes all of a batch or none of it. A verdict or measurement of the same trial and component version replaces the earlier one.
    /// </summary>
    /// <exception cref="RunStoreException">
    /// An exchange of the same key is stored already, or a key names a run, target, prompt or exchange that is not stored.
    /// </exception>
    ValueTask WriteAsync(RunBatch batch, CancellationToken cancellationToken = default);

    /// <summary>How far each of these trials got; those without a stored exchange are absent from the result.</summary>
    ValueTask<IReadOnlyDictionary<TrialKey, StoredTrial>> FindTrialsAsync(
        IReadOnlyList<TrialKey> keys, Judges judges, CancellationToken cancellationToken = default);

    /// <summary>The exchanges of these trials, in no particular order; those not stored are absent.</summary>
    IAsyncEnumerable<Exchange> ReadExchangesAsync(IReadOnlyList<TrialKey> keys, CancellationToken cancellationToken = default);

    /// <summary>Every exchange of a run, in the order in which they were stored.</summary>
    IAsyncEnumerable<Exchange> ReadExchangesAsync(string runId, CancellationToken cancellationToken = default);

    /// <summary>Every attempt of a run, in the order in which they were stored.</summary>
    IAsyncEnumerable<Attempt> ReadAttemptsAsync(string runId, CancellationToken cancellationToken = default);

    /// <summary>
    /// Every judged trial of a run, in the order in which the exchanges were stored, then one trial with <see cref="Delivery.TransportError"/>
    /// for each key that has failed attempts and no exchange. Exchanges without a verdict of that detector are left out.
    /// </summary>
    IAsyncEnumerable<Trial> ReadTrialsAsync(string runId, Judges judges, CancellationToken cancellationToken = default);
}
