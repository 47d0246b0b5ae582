using Microsoft.Extensions.AI;

namespace CensorshipEval.Guard;

/// <summary>
/// A request as it was at one moment. The app's own lists and messages may grow or change while a model answers or a predicate thinks, and what is sent to another model
/// must be what the predicate was shown.
/// </summary>
internal sealed class RequestCopy
{
    private readonly List<ChatMessage> _messages;

    private RequestCopy(IReadOnlyList<ChatMessage> messages, ChatOptions? options)
    {
        _messages = new List<ChatMessage>(messages.Count);
        foreach (ChatMessage message in messages) _messages.Add(Copy(message));
        Options = options?.Clone();
    }

    public IReadOnlyList<ChatMessage> Messages => _messages;

    public ChatOptions? Options { get; }

    public static RequestCopy Of(IReadOnlyList<ChatMessage> messages, ChatOptions? options) => new(messages, options);

    /// <summary>The same once more, for somebody who may change it.</summary>
    public RequestCopy Again() => new(_messages, Options);

    // A clone shares its contents, and the original of its provider, which some clients send in place of what can be read.
    private static ChatMessage Copy(ChatMessage message)
    {
        if (message is null) return null!;
        ChatMessage copy = message.Clone();
        copy.Contents = [.. message.Contents.Select(Copy)];
        copy.AdditionalProperties = message.AdditionalProperties?.Clone();
        copy.RawRepresentation = null;
        return copy;
    }

    // Texts can be written to. Files, calls and all else are shared: few are ever changed, and there is no way to copy what others have derived.
    private static AIContent Copy(AIContent content) => content switch
    {
        TextContent text => new TextContent(text.Text) { Annotations = text.Annotations is { } all ? [.. all] : null, AdditionalProperties = text.AdditionalProperties?.Clone() },
        TextReasoningContent text => new TextReasoningContent(text.Text)
        {
            ProtectedData = text.ProtectedData, Annotations = text.Annotations is { } all ? [.. all] : null, AdditionalProperties = text.AdditionalProperties?.Clone(),
        },
        _ => content,
    };
}
