using System.Runtime.CompilerServices;
using CensorshipEval.Storage.Sqlite.Files;
using CensorshipEval.Storage.Sqlite.Leases;
using CensorshipEval.Storage.Sqlite.Reading;
using CensorshipEval.Storage.Sqlite.Writing;

namespace CensorshipEval.Storage.Sqlite;

/// <summary>
/// Keeps runs in one SQLite file (beside which SQLite keeps <c>-wal</c> and <c>-shm</c> while it is open). Several processes may use one file;
/// memory does not grow with the number of trials. All text comes back exactly, NUL characters and lone surrogates included.
/// </summary>
public sealed class SqliteRunStore : IRunStore
{
    private readonly StoredRuns _runs;
    private readonly StoreWriter _writer;
    private readonly ReaderPool _readers;
    private readonly RunLeases _leases;

    private SqliteRunStore(StoreFile file)
    {
        _runs = new StoredRuns();
        _writer = new StoreWriter(file, _runs);
        _readers = new ReaderPool(file);
        _leases = new RunLeases(file.Path, _writer);
    }

    /// <summary>Opens the store at a path, and creates it when there is no file.</summary>
    /// <param name="path">The file; its folder must exist. Local disks only: SQLite's log does not work over networks.</param>
    /// <param name="options">How to use it; <see langword="null"/> for the defaults.</param>
    /// <param name="cancellationToken">Gives up before the file is opened.</param>
    /// <exception cref="ArgumentException">The path is blank, or an option is out of its range.</exception>
    /// <exception cref="RunStoreException">
    /// The folder does not exist or cannot be written, the file is no SQLite database or another application's, or a newer version wrote it.
    /// </exception>
    public static Task<SqliteRunStore> OpenAsync(
        string path, SqliteRunStoreOptions? options = null, CancellationToken cancellationToken = default)
    {
        StoreFile file = StoreFile.At(path, options ?? new SqliteRunStoreOptions());
        return Task.Run(() => new SqliteRunStore(file), cancellationToken);
    }

    /// <inheritdoc/>
    /// <exception cref="RunStoreException">A run of that id exists, or two of its targets or prompts have one id.</exception>
    public ValueTask CreateRunAsync(RunRecord run, CancellationToken cancellationToken = default)
    {
        ArgumentNullException.ThrowIfNull(run);
        RunWriter.Check(run);
        return _writer.InTransactionAsync(connection => RunWriter.Write(connection, run), cancellationToken);
    }

    /// <inheritdoc/>
    public ValueTask<RunRecord?> FindRunAsync(string runId, CancellationToken cancellationToken = default)
    {
        ArgumentNullException.ThrowIfNull(runId);
        return _readers.ReadAsync(connection => _runs.Find(connection, runId)?.Record, cancellationToken);
    }

    /// <inheritdoc/>
    public async IAsyncEnumerable<RunSummary> ListRunsAsync([EnumeratorCancellation] CancellationToken cancellationToken = default)
    {
        List<RunSummary> runs = await _readers.ReadAsync(RunReader.List, cancellationToken).ConfigureAwait(false);
        foreach (RunSummary run in runs) yield return run;
    }

    /// <inheritdoc/>
    /// <remarks>Held by a lock file beside the store. The run need not exist yet.</remarks>
    public ValueTask<IAsyncDisposable> LeaseRunAsync(string runId, CancellationToken cancellationToken = default)
    {
        ArgumentNullException.ThrowIfNull(runId);
        return _leases.AcquireAsync(runId, cancellationToken);
    }

    /// <inheritdoc/>
    public ValueTask WriteAsync(RunBatch batch, CancellationToken cancellationToken = default)
    {
        ArgumentNullException.ThrowIfNull(batch);
        return _writer.InTransactionAsync(_ => _writer.Batches.Write(batch), cancellationToken);
    }

    /// <inheritdoc/>
    public async ValueTask<IReadOnlyDictionary<TrialKey, StoredTrial>> FindTrialsAsync(
        IReadOnlyList<TrialKey> keys, Judges judges, CancellationToken cancellationToken = default)
    {
        ArgumentNullException.ThrowIfNull(keys);
        ArgumentNullException.ThrowIfNull(judges);
        return await _readers.ReadAsync(connection => new KeyReader(connection, _runs).FindTrials(keys, judges, cancellationToken), cancellationToken)
            .ConfigureAwait(false);
    }

    /// <inheritdoc/>
    public IAsyncEnumerable<Exchange> ReadExchangesAsync(IReadOnlyList<TrialKey> keys, CancellationToken cancellationToken = default)
    {
        ArgumentNullException.ThrowIfNull(keys);
        return _readers.ReadManyAsync(connection => new KeyReader(connection, _runs).ReadExchangesAsync(keys, cancellationToken), cancellationToken);
    }

    /// <inheritdoc/>
    public IAsyncEnumerable<Exchange> ReadExchangesAsync(string runId, CancellationToken cancellationToken = default) =>
        ReadRunAsync(runId, run => run.ReadExchangesAsync(cancellationToken), cancellationToken);

    /// <inheritdoc/>
    public IAsyncEnumerable<Attempt> ReadAttemptsAsync(string runId, CancellationToken cancellationToken = default) =>
        ReadRunAsync(runId, run => run.ReadAttemptsAsync(cancellationToken), cancellationToken);

    /// <inheritdoc/>
    public IAsyncEnumerable<Trial> ReadTrialsAsync(string runId, Judges judges, CancellationToken cancellationToken = default)
    {
        ArgumentNullException.ThrowIfNull(judges);
        return ReadRunAsync(runId, run => run.ReadTrialsAsync(judges, cancellationToken), cancellationToken);
    }

    /// <summary>Closes the file, after a write that is under way. Leases that are still held stay held until they are disposed.</summary>
    public async ValueTask DisposeAsync()
    {
        _readers.Dispose();
        await _writer.CloseAsync().ConfigureAwait(false);
    }

    private IAsyncEnumerable<T> ReadRunAsync<T>(string runId, Func<RunReader, IAsyncEnumerable<T>> read, CancellationToken cancellationToken)
    {
        ArgumentNullException.ThrowIfNull(runId);
        return _readers.ReadManyAsync(
            connection => _runs.Find(connection, runId) is { } run ? read(new RunReader(connection, run)) : AsyncEnumerable.Empty<T>(),
            cancellationToken);
    }
}
