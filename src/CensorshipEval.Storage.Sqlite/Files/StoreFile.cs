using System.Diagnostics;
using System.Globalization;
using Microsoft.Data.Sqlite;

namespace CensorshipEval.Storage.Sqlite.Files;

/// <summary>
/// The file: its checks, its creation, and connections to it. Only SQLite itself may open it, since closing any other handle of it would drop
/// the POSIX locks by which SQLite keeps processes apart.
/// </summary>
internal sealed class StoreFile
{
    // The write-ahead log is moved into the file every 16 MiB: less often than by default, for fewer waits for the disk.
    private const int CheckpointPages = 4096;

    private readonly SqliteRunStoreOptions _options;

    private StoreFile(string path, SqliteRunStoreOptions options) => (Path, _options) = (path, options);

    /// <summary>Absolute, symbolic links to the file resolved, so that its lock files are the same whatever it is called.</summary>
    public string Path { get; }

    /// <exception cref="RunStoreException">The path cannot be that of a store.</exception>
    public static StoreFile At(string path, SqliteRunStoreOptions options)
    {
        ArgumentException.ThrowIfNullOrWhiteSpace(path);
        options.Validate(nameof(options));
        if (path is ":memory:")
            throw new RunStoreException("A SQLite run store needs a file. For a store in memory, use InMemoryRunStore.");
        string full = System.IO.Path.GetFullPath(path);
        if (Directory.Exists(full)) throw new RunStoreException($"'{full}' is a folder. Expected the path of a file.");
        string folder = System.IO.Path.GetDirectoryName(full)!;
        if (!Directory.Exists(folder)) throw new RunStoreException($"The folder '{folder}' does not exist. Create it, then open the run store.");
        bool isLink = new FileInfo(full).LinkTarget is not null;
        return new StoreFile(isLink ? File.ResolveLinkTarget(full, returnFinalTarget: true)!.FullName : full, options);
    }

    /// <summary>Opens the connection that writes, after bringing the file to what this version reads.</summary>
    /// <exception cref="RunStoreException">The file is not a run store of this version, or cannot be written.</exception>
    public SqliteConnection OpenWriter()
    {
        SqliteConnection? connection = null;
        try
        {
            connection = Open(_options.PageCacheKiB);
            EnsureSchema(connection);
            UseWriteAheadLog(connection);
            Execute(connection, $"PRAGMA synchronous = NORMAL; PRAGMA foreign_keys = ON; PRAGMA wal_autocheckpoint = {CheckpointPages}");
            Execute(connection, $"PRAGMA journal_size_limit = {CheckpointPages * 4096}");
            return connection;
        }
        catch (SqliteException exception)
        {
            connection?.Dispose();
            throw Failure(exception);
        }
        catch
        {
            connection?.Dispose();
            throw;
        }
    }

    /// <summary>Opens a connection that only reads; it waits for no writer.</summary>
    public SqliteConnection OpenReader()
    {
        SqliteConnection connection = Open(_options.PageCacheKiB / 2);
        Execute(connection, "PRAGMA query_only = ON");
        return connection;
    }

    /// <summary>What went wrong, in words of the store.</summary>
    public RunStoreException Failure(SqliteException exception) => new(
        exception.SqliteErrorCode switch
        {
            SqliteCodes.NotADatabase => $"'{Path}' is not a SQLite database.",
            SqliteCodes.Corrupt => $"'{Path}' is a damaged SQLite database ({exception.Message}).",
            SqliteCodes.ReadOnly => $"'{Path}' cannot be written. A run store needs permission to write to the file and its folder.",
            SqliteCodes.CannotOpen => $"'{Path}' cannot be opened or created. A run store needs permission to write to the file and its folder.",
            SqliteCodes.Busy => $"Others have been writing to '{Path}' for longer than the busy timeout of {_options.BusyTimeout}.",
            SqliteCodes.Full => $"There is no space left for '{Path}'.",
            _ => $"The run store '{Path}' failed: {exception.Message}",
        },
        exception);

    private SqliteConnection Open(int cacheKiB)
    {
        var settings = new SqliteConnectionStringBuilder
        {
            DataSource = Path,
            Mode = SqliteOpenMode.ReadWriteCreate,
            Pooling = false,
            // The library's own retry after SQLite's wait below; 0 would mean forever.
            DefaultTimeout = 1,
        };
        var connection = new SqliteConnection(settings.ConnectionString);
        try
        {
            connection.Open();
            Execute(connection, string.Create(CultureInfo.InvariantCulture, $"PRAGMA busy_timeout = {(long)_options.BusyTimeout.TotalMilliseconds}"));
            Execute(connection, $"PRAGMA cache_size = -{cacheKiB}");
            return connection;
        }
        catch
        {
            connection.Dispose();
            throw;
        }
    }

    private void EnsureSchema(SqliteConnection connection)
    {
        if (!HasSchema(connection))
        {
            Execute(connection, "BEGIN IMMEDIATE");
            // Another process may have created it meanwhile.
            if (!HasSchema(connection)) Execute(connection, StoreSchema.Create);
            Execute(connection, "COMMIT");
        }

        // Proves that the file can be written: a lock alone is given for a read-only file too. Nothing is left of it.
        Execute(connection, "BEGIN IMMEDIATE; UPDATE schema_version SET version = version; ROLLBACK");
    }

    /// <summary>Whether the file has this schema; <see langword="false"/> when it is empty.</summary>
    private bool HasSchema(SqliteConnection connection)
    {
        if (Number(connection, "SELECT count(*) FROM sqlite_schema") == 0) return false;
        if (Number(connection, "PRAGMA application_id") != StoreSchema.ApplicationId)
            throw new RunStoreException($"'{Path}' is a SQLite database of another application, not a run store.");
        long version = Number(connection, "SELECT max(version) FROM schema_version");
        if (version > StoreSchema.Version)
        {
            throw new RunStoreException(
                $"'{Path}' was written by a newer version: its schema is {version}, this version reads up to {StoreSchema.Version}.");
        }

        return true;
    }

    /// <summary>The change needs the file for itself for a moment, and SQLite does not wait for that by itself.</summary>
    private void UseWriteAheadLog(SqliteConnection connection)
    {
        long started = Stopwatch.GetTimestamp();
        while (true)
        {
            try
            {
                using var statement = new Statement(connection, "PRAGMA journal_mode = WAL", 0);
                if (statement.ReadText() is "wal") return;
                throw new RunStoreException($"The file system of '{Path}' does not allow a write-ahead log. Keep the run store on a local disk.");
            }
            catch (SqliteException exception)
                when (exception.SqliteErrorCode is SqliteCodes.Busy && Stopwatch.GetElapsedTime(started) < _options.BusyTimeout)
            {
            }
        }
    }

    private static void Execute(SqliteConnection connection, string sql)
    {
        using var statement = new Statement(connection, sql, 0);
        statement.Run();
    }

    private static long Number(SqliteConnection connection, string sql)
    {
        using var statement = new Statement(connection, sql, 0);
        return statement.ReadNumber() ?? 0;
    }
}
