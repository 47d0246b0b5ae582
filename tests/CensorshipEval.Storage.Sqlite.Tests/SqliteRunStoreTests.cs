using CensorshipEval.TestKit.Stores;

namespace CensorshipEval.Storage.Sqlite.Tests;

public sealed class SqliteRunStoreTests : DurableRunStoreTester, IDisposable
{
    private readonly TemporaryFolder _folder = new();

    protected override async ValueTask<IRunStore> OpenAsync() => await SqliteRunStore.OpenAsync(_folder.File("runs.db"), cancellationToken: Cancel);

    public void Dispose() => _folder.Dispose();
}
