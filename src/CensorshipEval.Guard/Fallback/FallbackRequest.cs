using Microsoft.Extensions.AI;

namespace CensorshipEval.Guard;

/// <summary>What an app's predicate decides about: a request that the first model refused or its host blocked.</summary>
public sealed record FallbackRequest
{
    /// <summary>
    /// The messages of the request. All of them are sent to the other model, those before the last and those that the user may have made up included: whoever
    /// looks at one alone has not seen what is asked. Copies as they were when the call began, texts and lists included, without the provider's own <c>RawRepresentation</c>:
    /// what is sent equals them, whatever becomes of the caller's messages or of these. Files, calls and other contents are shared with the caller.
    /// </summary>
    public required IReadOnlyList<ChatMessage> Messages { get; init; }

    /// <summary>The options of the request, copied in the same way.</summary>
    public ChatOptions? Options { get; init; }

    /// <summary>The verdict on the first answer. A stated reason is descriptive: nothing validates it, and none is a reason to say yes.</summary>
    public required Verdict Verdict { get; init; }

    /// <summary>The first model; <see langword="null"/> where neither it nor the request tells its name.</summary>
    public string? Model { get; init; }
}
