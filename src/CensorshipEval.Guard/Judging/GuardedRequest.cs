using CensorshipEval.Detection;
using Microsoft.Extensions.AI;

namespace CensorshipEval.Guard;

/// <summary>A request as the detector is to know it: who was asked, and the last thing that the user said.</summary>
internal sealed class GuardedRequest
{
    private const string UnknownModel = "unknown";

    public GuardedRequest(IReadOnlyList<ChatMessage> messages, ChatOptions? options, ChatClientMetadata? metadata, ILanguageIdentifier languages)
    {
        string? text = null;
        string? system = options?.Instructions;
        for (int i = messages.Count - 1; i >= 0; i--)
        {
            ChatMessage message = messages[i];
            if (message.Role == ChatRole.User) text ??= message.Text;
            else if (message.Role == ChatRole.System) system = message.Text;
        }

        text ??= "";
        Model = options?.ModelId ?? metadata?.DefaultModelId;
        Target = new Target { Id = Model ?? UnknownModel, Model = Model ?? UnknownModel, Endpoint = metadata?.ProviderUri, SystemPrompt = system };
        Prompt = new Prompt { Id = "request", Text = text, Language = languages.Identify(text).Language };
    }

    /// <summary>Who was asked; <see langword="null"/> where nobody said.</summary>
    public string? Model { get; }

    public Target Target { get; }

    public Prompt Prompt { get; }
}
