namespace CensorshipEval.Storage.Sqlite;

/// <summary>How a <see cref="SqliteRunStore"/> uses its file. The defaults suit a run of any length.</summary>
public sealed record SqliteRunStoreOptions
{
    /// <summary>
    /// How long a write waits while another process writes to the same file, before it fails with a <see cref="RunStoreException"/>.
    /// Default: 30 seconds. At least 0, at most 24 hours; whole milliseconds count.
    /// </summary>
    public TimeSpan BusyTimeout { get; init; } = TimeSpan.FromSeconds(30);

    /// <summary>
    /// Memory of the writer's page cache in KiB; a reader takes half of it. It is fixed, so that memory does not grow with the number of trials.
    /// Default: 4096. From 64 to 1048576.
    /// </summary>
    public int PageCacheKiB { get; init; } = 4096;

    internal void Validate(string parameter)
    {
        if (BusyTimeout < TimeSpan.Zero || BusyTimeout > TimeSpan.FromHours(24))
            throw new ArgumentException($"BusyTimeout is {BusyTimeout}; expected 0 to 24 hours.", parameter);
        if (PageCacheKiB is < 64 or > 1_048_576)
            throw new ArgumentException($"PageCacheKiB is {PageCacheKiB}; expected 64 to 1048576.", parameter);
    }
}
