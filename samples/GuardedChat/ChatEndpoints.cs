using System.Net.ServerSentEvents;
using System.Runtime.CompilerServices;
using System.Text.Encodings.Web;
using System.Text.Json;
using CensorshipEval.Guard;
using Microsoft.Extensions.AI;
using Microsoft.Extensions.DependencyInjection;

namespace CensorshipEval.Samples.GuardedChat;

internal static class ChatEndpoints
{
    public const string SystemPrompt = "You answer questions about history and public affairs.";

    private const int LongestQuestion = 4_000;

    // Texts in any script as they are, for people who read them in a terminal: it is JSON alone, and part of no page.
    private static readonly ChatJson Json = new(new JsonSerializerOptions(ChatJson.Default.Options) { Encoder = JavaScriptEncoder.UnsafeRelaxedJsonEscaping });

    public static void Map(WebApplication app)
    {
        app.MapGet("/", static () => "POST {\"message\": \"…\"} to /chat for a whole answer, or to /chat/stream for server-sent events.\n");
        app.MapPost("/chat", static async (Question question, [FromKeyedServices("main")] IChatClient client, CancellationToken cancellationToken) =>
        {
            if (MessagesOf(question) is not { } messages) return NothingAsked();
            ChatResponse response = await client.GetResponseAsync(messages, cancellationToken: cancellationToken);
            return Results.Json(ReplyOf(response), Json.Reply);
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
            if (replaces || update.Text.Length > 0) yield return new SseItem<string>(JsonSerializer.Serialize(update.Text, Json.String), replaces ? "replace" : "text");
        }

        yield return new SseItem<string>(JsonSerializer.Serialize(ReplyOf(updates.ToChatResponse()), Json.Reply), "reply");
    }

    private static ChatMessage[]? MessagesOf(Question question) => string.IsNullOrWhiteSpace(question.Message) || question.Message.Length > LongestQuestion
        ? null
        : [new ChatMessage(ChatRole.System, SystemPrompt), new ChatMessage(ChatRole.User, question.Message)];

    private static IResult NothingAsked() =>
        Results.Problem($"\"message\" must hold the question, 1 to {LongestQuestion} characters.", statusCode: StatusCodes.Status400BadRequest);

    private static Reply ReplyOf(ChatResponse response) =>
        new(response.Text, response.ModelId, VerdictShown.Of(response.GetVerdict()), FallbackShown.Of(response.GetFallback()));
}
