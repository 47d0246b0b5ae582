using System.Collections.Concurrent;
using System.Runtime.CompilerServices;
using CensorshipEval.Storage.Sqlite.Files;
using Microsoft.Data.Sqlite;

namespace CensorshipEval.Storage.Sqlite.Reading;

/// <summary>Connections that only read, each used by one reader at a time.</summary>
internal sealed class ReaderPool(StoreFile file) : IDisposable
{
    private const int Kept = 4;

    private readonly ConcurrentBag<SqliteConnection> _idle = [];
    private volatile bool _disposed;

    /// <summary>Reads on a thread of the pool, since the disk may keep it waiting.</summary>
    public async ValueTask<T> ReadAsync<T>(Func<SqliteConnection, T> read, CancellationToken cancellationToken)
    {
        SqliteConnection connection = await RentAsync(cancellationToken).ConfigureAwait(false);
        try
        {
            return await Task.Run(() => read(connection), cancellationToken).ConfigureAwait(false);
        }
        catch (SqliteException exception)
        {
            throw file.Failure(exception);
        }
        finally
        {
            Return(connection);
        }
    }

    /// <summary>Reads on one connection, which is held until the enumeration ends.</summary>
    public async IAsyncEnumerable<T> ReadManyAsync<T>(
        Func<SqliteConnection, IAsyncEnumerable<T>> read, [EnumeratorCancellation] CancellationToken cancellationToken)
    {
        SqliteConnection connection = await RentAsync(cancellationToken).ConfigureAwait(false);
        try
        {
            IAsyncEnumerator<T> items = read(connection).GetAsyncEnumerator(cancellationToken);
            await using (items.ConfigureAwait(false))
            {
                while (await MoveNextAsync(items).ConfigureAwait(false)) yield return items.Current;
            }
        }
        finally
        {
            Return(connection);
        }
    }

    public void Dispose()
    {
        _disposed = true;
        Close();
    }

    private async ValueTask<bool> MoveNextAsync<T>(IAsyncEnumerator<T> items)
    {
        try
        {
            return await items.MoveNextAsync().ConfigureAwait(false);
        }
        catch (SqliteException exception)
        {
            throw file.Failure(exception);
        }
    }

    private async ValueTask<SqliteConnection> RentAsync(CancellationToken cancellationToken)
    {
        try
        {
            return await Task.Run(Rent, cancellationToken).ConfigureAwait(false);
        }
        catch (SqliteException exception)
        {
            throw file.Failure(exception);
        }
    }

    private SqliteConnection Rent()
    {
        ObjectDisposedException.ThrowIf(_disposed, typeof(SqliteRunStore));
        return _idle.TryTake(out SqliteConnection? connection) ? connection : file.OpenReader();
    }

    private void Return(SqliteConnection connection)
    {
        if (_disposed || _idle.Count >= Kept)
        {
            connection.Dispose();
            return;
        }

        _idle.Add(connection);
        if (_disposed) Close();
    }

    private void Close()
    {
        while (_idle.TryTake(out SqliteConnection? connection)) connection.Dispose();
    }
}
