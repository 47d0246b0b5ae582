using System.Diagnostics;
using System.Globalization;
using System.Security.Cryptography;
using System.Text;
using CensorshipEval.Storage.Sqlite.Columns;
using CensorshipEval.Storage.Sqlite.Writing;
using Microsoft.Data.Sqlite;

namespace CensorshipEval.Storage.Sqlite.Leases;

/// <summary>
/// Leases of runs: a lock file per run, held open without sharing, so that the system frees it when its process ends, however it ends.
/// </summary>
/// <remarks>
/// The file is opened and deleted inside write transactions of the store only. That keeps processes from locking a file that another is
/// just deleting, and makes the owner's row true whenever the file is locked. The owner stands in the store and not in the file, because on
/// Unix no second handle of .NET can read a file that is open without sharing.
/// </remarks>
internal sealed class RunLeases(string storePath, StoreWriter writer)
{
    private const int LongestPlainName = 64;

    public async ValueTask<IAsyncDisposable> AcquireAsync(string runId, CancellationToken cancellationToken)
    {
        FileStream? handle = null;
        string path = LockPath(runId);
        try
        {
            await writer.InTransactionAsync(
                connection =>
                {
                    handle = TryLock(path) ?? throw new RunInUseException($"Run '{runId}' is in use: {Owner(connection, runId)} is adding to it.");
                    SetOwner(connection, runId);
                },
                cancellationToken).ConfigureAwait(false);
            return new RunLease(this, path, handle!);
        }
        catch
        {
            if (handle is not null) await handle.DisposeAsync().ConfigureAwait(false);
            throw;
        }
    }

    public async ValueTask ReleaseAsync(string path, FileStream handle)
    {
        try
        {
            await writer.InTransactionAsync(_ => Delete(path, handle), CancellationToken.None).ConfigureAwait(false);
        }
        catch (Exception exception) when (exception is RunStoreException or ObjectDisposedException or IOException or UnauthorizedAccessException)
        {
            // The store is closed or out of reach. Closing the handle frees the run; the file that stays is taken over by the next lease.
        }
        finally
        {
            await handle.DisposeAsync().ConfigureAwait(false);
        }
    }

    /// <summary>The run's id where every file system can hold it and tell it from others, else its hash.</summary>
    internal string LockPath(string runId)
    {
        bool plain = runId.Length is > 0 and <= LongestPlainName
            && !runId.StartsWith("sha256-", StringComparison.Ordinal)
            && runId.All(c => char.IsAsciiLetterLower(c) || char.IsAsciiDigit(c) || c is '-' or '_' or '.');
        string name = plain ? runId : "sha256-" + Convert.ToHexStringLower(SHA256.HashData(Encoding.Unicode.GetBytes(runId)));
        return $"{storePath}.{name}.lock";
    }

    private static FileStream? TryLock(string path)
    {
        FileStream? handle = TryOpen(path);
        if (handle is null) return null;
        using FileStream? second = TryOpen(path);
        if (second is null) return handle;
        handle.Dispose();
        throw new RunStoreException($"'{path}' cannot be locked: this file system, or a setting of .NET, ignores locks. Keep the run store on a local disk.");
    }

    private static FileStream? TryOpen(string path)
    {
        try
        {
            return new FileStream(path, FileMode.OpenOrCreate, FileAccess.ReadWrite, FileShare.None, bufferSize: 0);
        }
        catch (UnauthorizedAccessException exception)
        {
            throw new RunStoreException($"'{path}' cannot be created or opened. A run store needs permission to write to its folder.", exception);
        }
        catch (IOException) when (File.Exists(path))
        {
            return null;
        }
    }

    private static void Delete(string path, FileStream handle)
    {
        // Unix deletes an open file. Windows deletes only what is closed; nobody can open it in between, since that takes this transaction.
        if (OperatingSystem.IsWindows()) handle.Dispose();
        File.Delete(path);
        handle.Dispose();
    }

    private static string Owner(SqliteConnection connection, string runId)
    {
        using var statement = new Statement(connection, "SELECT owner FROM lease_owners WHERE run_id = ?1", 1);
        statement[1] = ExactText.ToColumn(runId);
        using SqliteDataReader row = statement.Read();
        return row.Read() ? row.GetString(0) : "another process";
    }

    private static void SetOwner(SqliteConnection connection, string runId)
    {
        using var process = Process.GetCurrentProcess();
        string started = process.StartTime.ToUniversalTime().ToString("yyyy-MM-dd HH:mm:ss", CultureInfo.InvariantCulture);
        using var statement = new Statement(connection, "INSERT OR REPLACE INTO lease_owners (run_id, owner) VALUES (?1, ?2)", 2);
        statement[1] = ExactText.ToColumn(runId);
        statement[2] = $"process {process.Id} ({process.ProcessName}) on {Environment.MachineName}, started {started} UTC,";
        statement.Run();
    }
}
