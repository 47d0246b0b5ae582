using CensorshipEval.Guard;
using Microsoft.Extensions.AI;

namespace CensorshipEval.Samples.GuardedChat;

/// <summary>
/// This app's own answer to what the library cannot know. It is about history, so a question is benign if it names one of its topics. It never looks at
/// what the first model said: a refusal is no sign that the question was harmless.
/// </summary>
internal sealed class BenignTopics(IConfiguration configuration)
{
    private readonly string[] _topics = configuration.GetSection("Benign:Topics").Get<string[]>() ?? [];

    public ValueTask<bool> IsBenignAsync(FallbackRequest request, CancellationToken cancellationToken)
    {
        string question = request.Messages.LastOrDefault(static message => message.Role == ChatRole.User)?.Text ?? "";
        return ValueTask.FromResult(_topics.Any(topic => question.Contains(topic, StringComparison.OrdinalIgnoreCase)));
    }
}
