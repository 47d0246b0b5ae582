using CensorshipEval.TestKit.Samples;

namespace CensorshipEval.TestKit.Stores;

/// <summary>What every <see cref="IRunStore"/> promises. A store passes by deriving from this and saying how it is opened.</summary>
public abstract partial class RunStoreTester
{
    protected static CancellationToken Cancel => TestContext.Current.CancellationToken;

    protected static RunRecord Run { get; } = SampleRuns.Create();

    /// <summary>Opens the store of this test, which is empty when a test begins.</summary>
    protected abstract ValueTask<IRunStore> OpenAsync();

    protected async ValueTask<IRunStore> OpenWithRunAsync()
    {
        IRunStore store = await OpenAsync();
        await store.CreateRunAsync(Run, Cancel);
        return store;
    }

    protected static ValueTask WriteAsync(IRunStore store, params IReadOnlyList<Exchange> exchanges) =>
        store.WriteAsync(new RunBatch { Exchanges = exchanges }, Cancel);

    protected static async Task<List<T>> AllAsync<T>(IAsyncEnumerable<T> items)
    {
        List<T> all = [];
        await foreach (T item in items.WithCancellation(Cancel)) all.Add(item);
        return all;
    }

    protected static async Task ShouldHoldNothingAsync(IRunStore store)
    {
        (await AllAsync(store.ReadExchangesAsync(Run.Id, Cancel))).ShouldBeEmpty();
        (await AllAsync(store.ReadAttemptsAsync(Run.Id, Cancel))).ShouldBeEmpty();
        (await AllAsync(store.ReadTrialsAsync(Run.Id, SampleJudgements.Judges, Cancel))).ShouldBeEmpty();
    }
}
