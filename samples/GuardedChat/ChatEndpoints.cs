using System.Net.ServerSentEvents;
using System.Runtime.CompilerServices;
using System.Text.Json;
using CensorshipEval.Guard;
using Microsoft.Extensions.AI;
using Microsoft.Extensions.DependencyInjection;

namespace CensorshipEval.Samples.GuardedChat;

internal static class ChatEndpoints
{
    public const string SystemPrompt = "You answer questions about history and public affairs.";

    private const int LongestQuestion = 4_000;

    public static void Map(WebApplication app)
    {
        app.MapGet("/", static () => "POST {\"message\": \"…\"} to /chat for a whole answer, or to /chat/stream for server-sent events.\n");
        app.MapPost("/chat", static async (Question question, [FromKeyedServices("main")] IChatClient client, CancellationToken cancellationToken) =>
        {
            if (MessagesOf(question) is not { } messages) return NothingAsked();
            ChatResponse response = await client.GetResponseAsync(messages, cancellationToken: cancellationToken);
            return Results.Json(ReplyOf(response), ChatJson.Default.Reply);
        });
        app.MapPost("/chat/stream", static (Question question, [FromKeyedServices("main")] IChatClient client, CancellationToken cancellationToken) =>
            MessagesOf(question) is { } messages ? Results.ServerSentEvents(StreamAsync(messages, client, cancellationToken)) : NothingAsked());
    }

    // "text" for each piece, "replace" where what was shown must go, and "reply" with the verdict at the end.
    private static async IAsyncEnumerable<SseItem<string>> StreamAsync(
        ChatMessage[] messages, IChatClient client, [EnumeratorCancellation] CancellationToken cancellationToken)
    {
        var updates = new List<ChatResponseUpdate>();
        await foreach (ChatResponseUpdate update in client.GetStreamingResponseAsync(messages, cancellationToken: cancellationToken))
        {
            bool replaces = update.AdditionalProperties is { } properties && properties.TryGetValue(ResponseSignals.ReplacesText, out bool flag) && flag;
            if (replaces) updates.Clear();
            updates.Add(update);
            if (replaces || update.Text.Length > 0) yield return new SseItem<string>(JsonSerializer.Serialize(update.Text, ChatJson.Default.String), replaces ? "replace" : "text");
        }

        yield return new SseItem<string>(JsonSerializer.Serialize(ReplyOf(updates.ToChatResponse()), ChatJson.Default.Reply), "reply");
    }

    private static ChatMessage[]? MessagesOf(Question question) => string.IsNullOrWhiteSpace(question.Message) || question.Message.Length > LongestQuestion
        ? null
        : [new ChatMessage(ChatRole.System, SystemPrompt), new ChatMessage(ChatRole.User, question.Message)];

    private static IResult NothingAsked() =>
        Results.Problem($"\"message\" must hold the question, 1 to {LongestQuestion} characters.", statusCode: StatusCodes.Status400BadRequest);

    private static Reply ReplyOf(ChatResponse response) =>
        new(response.Text, response.ModelId, VerdictShown.Of(response.GetVerdict()), FallbackShown.Of(response.GetFallback()));
}
