namespace CensorshipEval.Storage;

internal sealed class InMemoryRunLease(Action release) : IAsyncDisposable
{
    private int _released;

    public ValueTask DisposeAsync()
    {
        if (Interlocked.Exchange(ref _released, 1) == 0) release();
        return ValueTask.CompletedTask;
    }
}
