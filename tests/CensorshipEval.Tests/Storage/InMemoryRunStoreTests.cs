using CensorshipEval.Storage;
using CensorshipEval.TestKit.Stores;

namespace CensorshipEval.Tests.Storage;

public sealed class InMemoryRunStoreTests : RunStoreTester
{
    protected override ValueTask<IRunStore> OpenAsync() => ValueTask.FromResult<IRunStore>(new InMemoryRunStore());
}
