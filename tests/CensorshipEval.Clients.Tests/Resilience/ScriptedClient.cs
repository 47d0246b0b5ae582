using System.Runtime.CompilerServices;

namespace CensorshipEval.Clients.Tests.Resilience;

/// <summary>
/// A client that plays scripts in order, the last one again and again: a text is an update (or the whole answer), an exception is thrown,
/// a time is waited for.
/// </summary>
internal sealed class ScriptedClient(TimeProvider time, params object[][] scripts) : IChatClient
{
    private readonly Lock _lock = new();
    private readonly List<TimeSpan> _callsAt = [];
    private readonly long _start = time.GetTimestamp();
    private int _inFlight;

    public IReadOnlyList<TimeSpan> CallsAt
    {
        get
        {
            lock (_lock) return [.. _callsAt];
        }
    }

    public int MostInFlight { get; private set; }

    public async Task<ChatResponse> GetResponseAsync(
        IEnumerable<ChatMessage> messages, ChatOptions? options = null, CancellationToken cancellationToken = default) =>
        await GetStreamingResponseAsync(messages, options, cancellationToken).ToChatResponseAsync(cancellationToken);

    public async IAsyncEnumerable<ChatResponseUpdate> GetStreamingResponseAsync(
        IEnumerable<ChatMessage> messages, ChatOptions? options = null, [EnumeratorCancellation] CancellationToken cancellationToken = default)
    {
        object[] script;
        lock (_lock)
        {
            script = scripts[Math.Min(_callsAt.Count, scripts.Length - 1)];
            _callsAt.Add(time.GetElapsedTime(_start));
            MostInFlight = Math.Max(MostInFlight, ++_inFlight);
        }

        try
        {
            foreach (object step in script)
            {
                switch (step)
                {
                    case Exception exception: throw exception;
                    case TimeSpan wait:
                        await Task.Delay(wait, time, cancellationToken);
                        break;
                    case ChatResponseUpdate update:
                        yield return update;
                        break;
                    case AIContent content:
                        yield return new ChatResponseUpdate(ChatRole.Assistant, [content]);
                        break;
                    case string text:
                        yield return new ChatResponseUpdate(ChatRole.Assistant, text);
                        break;
                }
            }
        }
        finally
        {
            lock (_lock) _inFlight--;
        }
    }

    public object? GetService(Type serviceType, object? serviceKey = null) => null;

    public void Dispose()
    {
    }
}
