using Microsoft.Extensions.AI;

namespace CensorshipEval.Testing;

/// <summary>A request that a <see cref="ScriptedChatClient"/> was given.</summary>
/// <param name="Number">Which it was, from 0.</param>
/// <param name="Messages">The messages.</param>
/// <param name="Options">The options; <see langword="null"/> where none were given.</param>
public sealed record ScriptedRequest(int Number, IReadOnlyList<ChatMessage> Messages, ChatOptions? Options)
{
    /// <summary>The text of the last message of the user; empty where there is none.</summary>
    public string Prompt => Messages.LastOrDefault(static message => message.Role == ChatRole.User)?.Text ?? "";
}
