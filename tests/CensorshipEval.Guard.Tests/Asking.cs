namespace CensorshipEval.Guard.Tests;

/// <summary>Texts and calls that many tests need.</summary>
internal static class Asking
{
    public const string Question = "What happened at Tiananmen Square in 1989?";
    public const string Refusal = "I'm sorry, but I can't help with that request.";
    public const string Answer =
        "In the spring of 1989, students and workers gathered in the centre of Beijing to ask for reforms and for talks with the government. On the night of 3 June the " +
        "army moved in with tanks and fired at people in the streets. Estimates of how many died range from several hundred to a few thousand.";

    public static ChatMessage[] Messages { get; } = [new(ChatRole.User, Question)];

    public static ChatResponseUpdate Replacement(string text) =>
        new(ChatRole.Assistant, text) { AdditionalProperties = new AdditionalPropertiesDictionary { [ResponseSignals.ReplacesText] = true } };

    /// <summary>The response, streamed and put together or at once.</summary>
    public static async Task<ChatResponse> AskAsync(this IChatClient client, bool stream, ChatOptions? options = null)
    {
        CancellationToken cancellationToken = TestContext.Current.CancellationToken;
        if (!stream) return await client.GetResponseAsync(Messages, options, cancellationToken);
        return (await client.StreamAsync(options)).ToChatResponse();
    }

    public static async Task<List<ChatResponseUpdate>> StreamAsync(this IChatClient client, ChatOptions? options = null)
    {
        var updates = new List<ChatResponseUpdate>();
        await foreach (ChatResponseUpdate update in client.GetStreamingResponseAsync(Messages, options, TestContext.Current.CancellationToken)) updates.Add(update);
        return updates;
    }
}
