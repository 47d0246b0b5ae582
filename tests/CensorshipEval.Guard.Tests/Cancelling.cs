namespace CensorshipEval.Guard.Tests;

/// <summary>Callers that cancel when the answer is already there.</summary>
internal static class Cancelling
{
    /// <summary>A client that has been cancelled while it answered, and answers all the same.</summary>
    public static IChatClient Unheeding(string text, CancellationTokenSource stop) => new ScriptedClient("unheeding", (Action)stop.Cancel, text, ChatFinishReason.Stop).Heedless();

    /// <summary>A client whose callers' tokens go no further.</summary>
    public static IChatClient Heedless(this IChatClient inner) => new HeedlessClient(inner);

    /// <summary>Reads a stream to its end, and cancels when it sees the finish reason.</summary>
    public static async Task<ChatResponse> StreamAndCancelAtFinishAsync(this IChatClient client)
    {
        using var stop = new CancellationTokenSource();
        var updates = new List<ChatResponseUpdate>();
        await foreach (ChatResponseUpdate update in client.GetStreamingResponseAsync(Asking.Messages, cancellationToken: stop.Token))
        {
            updates.Add(update);
            if (update.FinishReason is not null) await stop.CancelAsync();
        }

        return updates.ToChatResponse();
    }

    /// <summary>Asks, and cancels while the model answers.</summary>
    public static async Task<ChatResponse> AskAndCancelAsync(this Func<CancellationTokenSource, IChatClient> make, bool stream)
    {
        using var stop = new CancellationTokenSource();
        IChatClient client = make(stop);
        return stream
            ? await client.GetStreamingResponseAsync(Asking.Messages, cancellationToken: stop.Token).ToChatResponseAsync(CancellationToken.None)
            : await client.GetResponseAsync(Asking.Messages, cancellationToken: stop.Token);
    }

    private sealed class HeedlessClient(IChatClient inner) : DelegatingChatClient(inner)
    {
        public override Task<ChatResponse> GetResponseAsync(IEnumerable<ChatMessage> messages, ChatOptions? options = null, CancellationToken cancellationToken = default) =>
            base.GetResponseAsync(messages, options, CancellationToken.None);

        public override IAsyncEnumerable<ChatResponseUpdate> GetStreamingResponseAsync(IEnumerable<ChatMessage> messages, ChatOptions? options = null, CancellationToken cancellationToken = default) =>
            Stream(base.GetStreamingResponseAsync(messages, options, CancellationToken.None));

        private static async IAsyncEnumerable<ChatResponseUpdate> Stream(IAsyncEnumerable<ChatResponseUpdate> updates)
        {
            await foreach (ChatResponseUpdate update in updates) yield return update;
        }
    }
}
