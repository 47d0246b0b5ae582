namespace CensorshipEval.Storage.Sqlite.Leases;

internal sealed class RunLease(RunLeases leases, string path, FileStream handle) : IAsyncDisposable
{
    private int _released;

    public ValueTask DisposeAsync() =>
        Interlocked.Exchange(ref _released, 1) == 0 ? leases.ReleaseAsync(path, handle) : ValueTask.CompletedTask;
}
