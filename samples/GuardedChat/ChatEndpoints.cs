using System.Diagnostics;
using System.Net.ServerSentEvents;
using System.Runtime.CompilerServices;
using System.Text.Json;
using CensorshipEval.Guard;
using Microsoft.Extensions.AI;
using Microsoft.Extensions.DependencyInjection;

namespace CensorshipEval.Samples.GuardedChat;

internal static class ChatEndpoints
{
    public const string SourceName = "GuardedChat";

    private static readonly ActivitySource Source = new(SourceName);

    public static void Map(WebApplication app)
    {
        app.MapGet("/", static () => "POST {\"message\": \"…\"} to /chat for a whole answer, or to /chat/stream for server-sent events.\n");
        app.MapPost("/chat", static async (Question question, [FromKeyedServices("main")] IChatClient client, CancellationToken cancellationToken) =>
        {
            using Activity? span = Source.StartActivity("chat");
            ChatResponse response = await client.GetResponseAsync(question.Message, cancellationToken: cancellationToken);
            return Results.Json(ReplyOf(response), ChatJson.Default.Reply);
        });
        app.MapPost("/chat/stream", static (Question question, [FromKeyedServices("main")] IChatClient client, CancellationToken cancellationToken) =>
            Results.ServerSentEvents(StreamAsync(question, client, cancellationToken)));
    }

    // "text" for each piece, "replace" where what was shown must go, and "reply" with the verdict at the end.
    private static async IAsyncEnumerable<SseItem<string>> StreamAsync(Question question, IChatClient client, [EnumeratorCancellation] CancellationToken cancellationToken)
    {
        using Activity? span = Source.StartActivity("chat");
        var updates = new List<ChatResponseUpdate>();
        await foreach (ChatResponseUpdate update in client.GetStreamingResponseAsync(question.Message, cancellationToken: cancellationToken))
        {
            bool replaces = update.AdditionalProperties is { } properties && properties.TryGetValue(ResponseSignals.ReplacesText, out bool flag) && flag;
            if (replaces) updates.Clear();
            updates.Add(update);
            if (replaces || update.Text.Length > 0) yield return new SseItem<string>(JsonSerializer.Serialize(update.Text, ChatJson.Default.String), replaces ? "replace" : "text");
        }

        yield return new SseItem<string>(JsonSerializer.Serialize(ReplyOf(updates.ToChatResponse()), ChatJson.Default.Reply), "reply");
    }

    private static Reply ReplyOf(ChatResponse response) =>
        new(response.Text, response.ModelId, VerdictShown.Of(response.GetVerdict()), FallbackShown.Of(response.GetFallback()));
}
