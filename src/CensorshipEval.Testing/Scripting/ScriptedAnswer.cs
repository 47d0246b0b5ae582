using Microsoft.Extensions.AI;

namespace CensorshipEval.Testing;

/// <summary>What a <see cref="ScriptedChatClient"/> does with one request. A string is one that answers so.</summary>
public sealed record ScriptedAnswer
{
    private ScriptedAnswer(IReadOnlyList<ChatResponseUpdate> updates) => Updates = updates;

    internal IReadOnlyList<ChatResponseUpdate> Updates { get; }

    internal Exception? Failure { get; private init; }

    internal TimeSpan Delay { get; private init; }

    /// <summary>Answers with this text.</summary>
    public static ScriptedAnswer Text(string text) => Streamed(text);

    /// <summary>Answers with these pieces, one update each.</summary>
    public static ScriptedAnswer Streamed(params IReadOnlyList<string> pieces)
    {
        ArgumentNullException.ThrowIfNull(pieces);
        return new ScriptedAnswer([.. pieces.Select(Piece), Finish(ChatFinishReason.Stop)]);
    }

    /// <summary>The host blocks the request: content filter, no text.</summary>
    public static ScriptedAnswer InputBlocked() => new([Finish(ChatFinishReason.ContentFilter)]);

    /// <summary>The host stops the answer behind this text: content filter, the text stays.</summary>
    public static ScriptedAnswer OutputBlocked(string text) => new([Piece(text), Finish(ChatFinishReason.ContentFilter)]);

    /// <summary>This text is streamed, then replaced by a notice. Without a stream, all that is seen of it is the notice.</summary>
    public static ScriptedAnswer Retracted(string text, string notice = "") => new([Piece(text), Replacement(notice), Finish(ChatFinishReason.Stop)]);

    /// <summary>A well-formed answer without text.</summary>
    public static ScriptedAnswer Empty() => new([Finish(ChatFinishReason.Stop)]);

    /// <summary>The answer is cut behind this text by the limit of its length.</summary>
    public static ScriptedAnswer Truncated(string text) => new([Piece(text), Finish(ChatFinishReason.Length)]);

    /// <summary>The call throws.</summary>
    /// <param name="exception">What; by default what an HTTP client throws whose connection is refused.</param>
    /// <param name="after">Text that is streamed before.</param>
    public static ScriptedAnswer Fails(Exception? exception = null, string after = "") =>
        new(after.Length == 0 ? [] : [Piece(after)]) { Failure = exception ?? new HttpRequestException("The scripted connection was refused.") };

    /// <summary>Just these updates.</summary>
    public static ScriptedAnswer Of(params IReadOnlyList<ChatResponseUpdate> updates) => new([.. updates]);

    /// <summary>The same with reasoning before it.</summary>
    public ScriptedAnswer Thinking(string reasoning) =>
        new([new ChatResponseUpdate(ChatRole.Assistant, [new TextReasoningContent(reasoning)]), .. Updates]) { Failure = Failure, Delay = Delay };

    /// <summary>The same with the tokens that it used.</summary>
    public ScriptedAnswer Using(long inputTokens, long outputTokens)
    {
        var usage = new UsageContent(new UsageDetails { InputTokenCount = inputTokens, OutputTokenCount = outputTokens });
        return new ScriptedAnswer([.. Updates, new ChatResponseUpdate(ChatRole.Assistant, [usage])]) { Failure = Failure, Delay = Delay };
    }

    /// <summary>The same after a while, by the client's clock.</summary>
    public ScriptedAnswer After(TimeSpan delay) => this with { Delay = delay };

    /// <summary>Answers with this text.</summary>
    public static implicit operator ScriptedAnswer(string text) => Text(text);

    /// <summary>The same as the conversion.</summary>
    public static ScriptedAnswer ToScriptedAnswer(string text) => Text(text);

    private static ChatResponseUpdate Piece(string text) => new(ChatRole.Assistant, text);

    private static ChatResponseUpdate Finish(ChatFinishReason reason) => new(ChatRole.Assistant, []) { FinishReason = reason };

    private static ChatResponseUpdate Replacement(string text) => new(ChatRole.Assistant, text)
    {
        AdditionalProperties = new AdditionalPropertiesDictionary { [ResponseSignals.ReplacesText] = true },
    };
}
