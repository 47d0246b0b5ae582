namespace CensorshipEval.Clients.Tests.Resilience;

internal static class ClientCalls
{
    public static ChatTransportException Failure(int status = 503, TimeSpan? retryAfter = null) =>
        new($"http-{status}", "Try later") { Status = (System.Net.HttpStatusCode)status, RetryAfter = retryAfter };

    public static TimeSpan Seconds(double seconds) => TimeSpan.FromSeconds(seconds);

    /// <summary>Asks once and gives the updates; a whole answer counts as one.</summary>
    public static async Task<List<ChatResponseUpdate>> AskAsync(this IChatClient client, bool stream = true, CancellationTokenSource? cancel = null)
    {
        var updates = new List<ChatResponseUpdate>();
        await client.AskIntoAsync(updates, stream, cancel);
        return updates;
    }

    public static async Task AskIntoAsync(this IChatClient client, List<ChatResponseUpdate> updates, bool stream = true, CancellationTokenSource? cancel = null)
    {
        CancellationToken cancellationToken = cancel?.Token ?? TestContext.Current.CancellationToken;
        ChatMessage[] messages = [new(ChatRole.User, "Hello")];
        if (!stream)
        {
            updates.AddRange((await client.GetResponseAsync(messages, null, cancellationToken)).ToChatResponseUpdates());
            return;
        }

        await foreach (ChatResponseUpdate update in client.GetStreamingResponseAsync(messages, null, cancellationToken)) updates.Add(update);
    }
}
