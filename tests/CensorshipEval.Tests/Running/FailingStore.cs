using CensorshipEval.Storage;

namespace CensorshipEval.Tests.Running;

/// <summary>A store that is full after some writes.</summary>
internal sealed class FailingStore(int failAfter) : IRunStore
{
    private readonly InMemoryRunStore _inner = new();
    private int _writes;

    public ValueTask WriteAsync(RunBatch batch, CancellationToken cancellationToken = default) =>
        Interlocked.Increment(ref _writes) > failAfter ? throw new RunStoreException("There is no space left.") : _inner.WriteAsync(batch, cancellationToken);

    public ValueTask CreateRunAsync(RunRecord run, CancellationToken cancellationToken = default) => _inner.CreateRunAsync(run, cancellationToken);

    public ValueTask<RunRecord?> FindRunAsync(string runId, CancellationToken cancellationToken = default) => _inner.FindRunAsync(runId, cancellationToken);

    public IAsyncEnumerable<RunSummary> ListRunsAsync(CancellationToken cancellationToken = default) => _inner.ListRunsAsync(cancellationToken);

    public ValueTask<IAsyncDisposable> LeaseRunAsync(string runId, CancellationToken cancellationToken = default) => _inner.LeaseRunAsync(runId, cancellationToken);

    public ValueTask<IReadOnlyDictionary<TrialKey, StoredTrial>> FindTrialsAsync(
        IReadOnlyList<TrialKey> keys, Judges judges, CancellationToken cancellationToken = default) => _inner.FindTrialsAsync(keys, judges, cancellationToken);

    public IAsyncEnumerable<Exchange> ReadExchangesAsync(IReadOnlyList<TrialKey> keys, CancellationToken cancellationToken = default) =>
        _inner.ReadExchangesAsync(keys, cancellationToken);

    public IAsyncEnumerable<Exchange> ReadExchangesAsync(string runId, CancellationToken cancellationToken = default) => _inner.ReadExchangesAsync(runId, cancellationToken);

    public IAsyncEnumerable<Attempt> ReadAttemptsAsync(string runId, CancellationToken cancellationToken = default) => _inner.ReadAttemptsAsync(runId, cancellationToken);

    public IAsyncEnumerable<Trial> ReadTrialsAsync(string runId, Judges judges, CancellationToken cancellationToken = default) =>
        _inner.ReadTrialsAsync(runId, judges, cancellationToken);

    public ValueTask DisposeAsync() => _inner.DisposeAsync();
}
