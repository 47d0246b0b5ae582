using CensorshipEval.Storage.Sqlite.Files;
using Microsoft.Data.Sqlite;

namespace CensorshipEval.Storage.Sqlite.Writing;

/// <summary>The one connection that writes. Its users take turns; whatever they do is done in whole or not at all.</summary>
internal sealed class StoreWriter : IDisposable
{
    private readonly StoreFile _file;
    private readonly SqliteConnection _connection;
    private readonly SemaphoreSlim _turn = new(1, 1);
    private readonly Statement _begin;
    private readonly Statement _commit;
    private readonly Statement _rollBack;
    private bool _disposed;

    public StoreWriter(StoreFile file, StoredRuns runs)
    {
        _file = file;
        _connection = file.OpenWriter();
        _begin = new Statement(_connection, "BEGIN IMMEDIATE", 0);
        _commit = new Statement(_connection, "COMMIT", 0);
        _rollBack = new Statement(_connection, "ROLLBACK", 0);
        Batches = new BatchWriter(_connection, runs);
    }

    /// <summary>To be used in a transaction only.</summary>
    public BatchWriter Batches { get; }

    /// <summary>Does work in a transaction that no other process writes in, on a thread of the pool, since it may wait for another process.</summary>
    public async ValueTask InTransactionAsync(Action<SqliteConnection> work, CancellationToken cancellationToken)
    {
        await _turn.WaitAsync(cancellationToken).ConfigureAwait(false);
        try
        {
            ObjectDisposedException.ThrowIf(_disposed, typeof(SqliteRunStore));
            await Task.Run(() => InTransaction(work), CancellationToken.None).ConfigureAwait(false);
        }
        catch (SqliteException exception)
        {
            throw _file.Failure(exception);
        }
        finally
        {
            _turn.Release();
        }
    }

    public async ValueTask CloseAsync()
    {
        await _turn.WaitAsync().ConfigureAwait(false);
        try
        {
            Dispose();
        }
        finally
        {
            _turn.Release();
        }
    }

    public void Dispose()
    {
        if (_disposed) return;
        _disposed = true;
        Batches.Dispose();
        _begin.Dispose();
        _commit.Dispose();
        _rollBack.Dispose();
        _connection.Dispose();
    }

    private void InTransaction(Action<SqliteConnection> work)
    {
        _begin.Run();
        try
        {
            work(_connection);
            _commit.Run();
        }
        catch
        {
            RollBack();
            throw;
        }
    }

    private void RollBack()
    {
        Batches.Forget();
        try
        {
            _rollBack.Run();
        }
        catch (SqliteException)
        {
            // After some failures, a full disk for one, SQLite has rolled back by itself.
        }
    }
}
