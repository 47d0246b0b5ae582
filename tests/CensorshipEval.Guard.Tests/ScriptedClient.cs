using System.Runtime.CompilerServices;

namespace CensorshipEval.Guard.Tests;

/// <summary>A client that gives what a test says: texts, updates, contents, exceptions, or a task that is waited for before it goes on.</summary>
internal sealed class ScriptedClient(string model, params object[] script) : IChatClient
{
    private int _calls;

    public int Calls => _calls;

    public int Disposed { get; private set; }

    /// <summary>Streams that were begun and not yet disposed of.</summary>
    public int Open;

    public List<ChatOptions?> Options { get; } = [];

    public async Task<ChatResponse> GetResponseAsync(IEnumerable<ChatMessage> messages, ChatOptions? options = null, CancellationToken cancellationToken = default)
    {
        var updates = new List<ChatResponseUpdate>();
        await foreach (ChatResponseUpdate update in GetStreamingResponseAsync(messages, options, cancellationToken)) updates.Add(update);
        return updates.ToChatResponse();
    }

    public async IAsyncEnumerable<ChatResponseUpdate> GetStreamingResponseAsync(
        IEnumerable<ChatMessage> messages, ChatOptions? options = null, [EnumeratorCancellation] CancellationToken cancellationToken = default)
    {
        ObjectDisposedException.ThrowIf(Disposed > 0, this);
        int call = Interlocked.Increment(ref _calls);
        lock (Options) Options.Add(options);
        Interlocked.Increment(ref Open);
        try
        {
            foreach (object step in script)
            {
                cancellationToken.ThrowIfCancellationRequested();
                if (step is Exception exception) throw exception;
                if (step is Action action)
                {
                    action();
                    continue;
                }

                if (step is Task task)
                {
                    await task.WaitAsync(cancellationToken);
                    continue;
                }

                ChatResponseUpdate update = step switch
                {
                    string text => new ChatResponseUpdate(ChatRole.Assistant, text),
                    AIContent content => new ChatResponseUpdate(ChatRole.Assistant, [content]),
                    ChatFinishReason finish => new ChatResponseUpdate(ChatRole.Assistant, []) { FinishReason = finish },
                    _ => ((ChatResponseUpdate)step).Clone(),
                };
                update.ModelId ??= model;
                update.ResponseId ??= $"response-{call}";
                update.MessageId ??= $"message-{call}";
                yield return update;
            }
        }
        finally
        {
            Interlocked.Decrement(ref Open);
        }
    }

    public object? GetService(Type serviceType, object? serviceKey = null) =>
        serviceType == typeof(ChatClientMetadata) ? new ChatClientMetadata("scripted", defaultModelId: model) : serviceType.IsInstanceOfType(this) ? this : null;

    public void Dispose() => Disposed++;
}
