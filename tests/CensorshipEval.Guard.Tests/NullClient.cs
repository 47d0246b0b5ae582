namespace CensorshipEval.Guard.Tests;

/// <summary>A broken client, which gives nothing where a response should be, and among the updates of its streams.</summary>
internal sealed class NullClient(params string?[] updates) : IChatClient
{
    public Task<ChatResponse> GetResponseAsync(IEnumerable<ChatMessage> messages, ChatOptions? options = null, CancellationToken cancellationToken = default) => Task.FromResult<ChatResponse>(null!);

    public async IAsyncEnumerable<ChatResponseUpdate> GetStreamingResponseAsync(
        IEnumerable<ChatMessage> messages, ChatOptions? options = null, [System.Runtime.CompilerServices.EnumeratorCancellation] CancellationToken cancellationToken = default)
    {
        await Task.Yield();
        foreach (string? update in updates) yield return update is null ? null! : new ChatResponseUpdate(ChatRole.Assistant, update) { ModelId = "null" };
    }

    public object? GetService(Type serviceType, object? serviceKey = null) => null;

    public void Dispose()
    {
    }
}
