using CensorshipEval.Guard;
using Microsoft.Extensions.AI;

namespace CensorshipEval.Samples.GuardedChat;

/// <summary>
/// This app's own answer to what the library cannot know: questions that a person has read, each as a whole. That a question names a topic proves nothing,
/// since anything can stand beside the name. All messages of a request go to the other model, so all of them must be known here: the app's own system
/// prompt and one question. It never looks at what the first model said: a refusal is no sign that the question was harmless.
/// </summary>
internal sealed class ReviewedQuestions(IEnumerable<string> questions, string systemPrompt)
{
    private readonly HashSet<string> _questions = questions.Select(Normalised).ToHashSet(StringComparer.Ordinal);

    public ValueTask<bool> IsBenignAsync(FallbackRequest request, CancellationToken cancellationToken) => ValueTask.FromResult(IsBenign(request));

    private bool IsBenign(FallbackRequest request) =>
        request.Messages is [{ } system, { } user] &&
        system.Role == ChatRole.System && TextOf(system) == systemPrompt &&
        user.Role == ChatRole.User && TextOf(user) is { } question && _questions.Contains(Normalised(question)) &&
        request.Options is null or { Instructions: null, Tools: null or { Count: 0 }, ResponseFormat: null, AdditionalProperties: null or { Count: 0 } };

    // A picture, a file, or anything else beside the text was read by nobody.
    private static string? TextOf(ChatMessage message) =>
        message is { Contents: [TextContent text], AuthorName: null, AdditionalProperties: null or { Count: 0 } } ? text.Text : null;

    private static string Normalised(string question) =>
        string.Join(' ', question.Split((char[]?)null, StringSplitOptions.RemoveEmptyEntries)).ToUpperInvariant();
}
