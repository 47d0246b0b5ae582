using System.Runtime.CompilerServices;

namespace CensorshipEval.Guard.Tests.Refusals;

public sealed class GuardAllocationTests
{
    private const int Updates = 4_000;

    [Fact]
    public async Task A_streamed_update_costs_no_more_than_one_small_allocation()
    {
        var inner = new RepeatingClient();
        IChatClient guarded = inner.UseRefusalGuard();
        await BytesAsync(inner);
        await BytesAsync(guarded);

        long bare = await BytesAsync(inner);
        long with = await BytesAsync(guarded);

        // The text is kept once while it comes (10 bytes an update) and put together at the end (twice that); the log of updates takes 24 to 48 bytes each.
        ((with - bare) / (double)Updates).ShouldBeLessThan(150);
    }

    private static async Task<long> BytesAsync(IChatClient client)
    {
        long before = GC.GetAllocatedBytesForCurrentThread();
        // All of it is there at once, so it stays on this thread.
        int updates = 0;
        await foreach (ChatResponseUpdate _ in client.GetStreamingResponseAsync(Asking.Messages, cancellationToken: TestContext.Current.CancellationToken)) updates++;
        updates.ShouldBeGreaterThanOrEqualTo(Updates);
        return GC.GetAllocatedBytesForCurrentThread() - before;
    }

    private sealed class RepeatingClient : IChatClient
    {
        private readonly ChatResponseUpdate _update = new(ChatRole.Assistant, "word ");

        public Task<ChatResponse> GetResponseAsync(IEnumerable<ChatMessage> messages, ChatOptions? options = null, CancellationToken cancellationToken = default) =>
            throw new NotSupportedException();

        public async IAsyncEnumerable<ChatResponseUpdate> GetStreamingResponseAsync(
            IEnumerable<ChatMessage> messages, ChatOptions? options = null, [EnumeratorCancellation] CancellationToken cancellationToken = default)
        {
            for (int i = 0; i < Updates; i++) yield return _update;
            await Task.CompletedTask;
        }

        public object? GetService(Type serviceType, object? serviceKey = null) => null;

        public void Dispose()
        {
        }
    }
}
