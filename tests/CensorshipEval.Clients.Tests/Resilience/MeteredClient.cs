using System.Runtime.CompilerServices;

namespace CensorshipEval.Clients.Tests.Resilience;

/// <summary>Allows so many calls a second and tells all others to wait.</summary>
internal sealed class MeteredClient(TimeProvider time, double perSecond, double atOnce, TimeSpan retryAfter) : IChatClient
{
    private readonly Lock _lock = new();
    private double _used;
    private long _filledAt = time.GetTimestamp();

    public int Told429 { get; private set; }

    public async Task<ChatResponse> GetResponseAsync(
        IEnumerable<ChatMessage> messages, ChatOptions? options = null, CancellationToken cancellationToken = default) =>
        await GetStreamingResponseAsync(messages, options, cancellationToken).ToChatResponseAsync(cancellationToken);

    public async IAsyncEnumerable<ChatResponseUpdate> GetStreamingResponseAsync(
        IEnumerable<ChatMessage> messages, ChatOptions? options = null, [EnumeratorCancellation] CancellationToken cancellationToken = default)
    {
        lock (_lock)
        {
            long now = time.GetTimestamp();
            _used = Math.Max(0, _used - (perSecond * time.GetElapsedTime(_filledAt, now).TotalSeconds));
            _filledAt = now;
            if (_used > atOnce - 1)
            {
                Told429++;
                throw ClientCalls.Failure(429, retryAfter);
            }

            _used++;
        }

        await Task.Delay(TimeSpan.FromMilliseconds(20), time, cancellationToken);
        yield return new ChatResponseUpdate(ChatRole.Assistant, "Answer");
    }

    public object? GetService(Type serviceType, object? serviceKey = null) => null;

    public void Dispose()
    {
    }
}
