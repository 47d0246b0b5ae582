using System.Text.Json;
using Microsoft.Extensions.AI;

namespace CensorshipEval.Testing;

/// <summary>One update of a recorded answer. Times, ids and headers are not kept: they would change with every recording.</summary>
internal sealed record CassetteUpdate
{
    private static readonly string[] Signals = [ResponseSignals.RawFinishReason, ResponseSignals.Provider];

    public string? Text { get; init; }

    public string? Reasoning { get; init; }

    public CassetteError? Error { get; init; }

    public CassetteUsage? Usage { get; init; }

    /// <summary>Further contents in order, where an update has several or others than these.</summary>
    public IReadOnlyList<JsonElement>? Contents { get; init; }

    public string? Finish { get; init; }

    public string? Model { get; init; }

    /// <summary>Under which name the conversation goes on, where the provider keeps it: the next request says so.</summary>
    public string? Conversation { get; init; }

    /// <summary>Whether the text takes the place of all before.</summary>
    public bool? Replaces { get; init; }

    public int? HttpStatus { get; init; }

    public SortedDictionary<string, string>? Signal { get; init; }

    public static bool IsKeepAlive(ChatResponseUpdate update) =>
        update.AdditionalProperties is { } properties && properties.TryGetValue(ResponseSignals.KeepAlive, out bool alive) && alive;

    /// <summary>Reads an update.</summary>
    /// <param name="update">What came.</param>
    /// <param name="contents">Its contents.</param>
    /// <param name="secrets">What to take out.</param>
    public static CassetteUpdate Of(ChatResponseUpdate update, IReadOnlyList<CleanContent> contents, SecretScrubber secrets)
    {
        AdditionalPropertiesDictionary? properties = update.AdditionalProperties;
        var recorded = new CassetteUpdate
        {
            Finish = Clean(update.FinishReason?.Value, secrets),
            Model = Clean(update.ModelId, secrets),
            Conversation = Clean(update.ConversationId, secrets),
            Replaces = ReplacesText(update) ? true : null,
            HttpStatus = properties is not null && properties.TryGetValue(ResponseSignals.HttpStatus, out int status) ? status : null,
            Signal = SignalsOf(properties, secrets),
        };
        return contents switch
        {
            [] => recorded,
            [{ Content: TextContent, Text: { } text }] => recorded with { Text = text },
            [{ Content: TextReasoningContent, Text: { } text }] => recorded with { Reasoning = text },
            [{ Content: ErrorContent error }] => recorded with { Error = new CassetteError { Code = Clean(error.ErrorCode, secrets), Message = secrets.Clean(error.Message ?? "") } },
            [{ Content: UsageContent { Details: { } details } }] => recorded with { Usage = CassetteUsage.Of(details) },
            var several => recorded with { Contents = [.. several.Select(content => content.ToJson(secrets))] },
        };
    }

    public static bool ReplacesText(ChatResponseUpdate update) =>
        update.AdditionalProperties is { } properties && properties.TryGetValue(ResponseSignals.ReplacesText, out bool replaces) && replaces;

    public ChatResponseUpdate ToUpdate()
    {
        var update = new ChatResponseUpdate(ChatRole.Assistant, [.. ContentsOf()]) { FinishReason = Finish is { } reason ? new ChatFinishReason(reason) : null, ModelId = Model, ConversationId = Conversation };
        var properties = new AdditionalPropertiesDictionary();
        if (Replaces is true) properties[ResponseSignals.ReplacesText] = true;
        if (HttpStatus is { } status) properties[ResponseSignals.HttpStatus] = status;
        foreach ((string name, string value) in Signal ?? []) properties[name] = value;
        if (properties.Count > 0) update.AdditionalProperties = properties;
        return update;
    }

    private static SortedDictionary<string, string>? SignalsOf(AdditionalPropertiesDictionary? properties, SecretScrubber secrets)
    {
        if (properties is null) return null;
        var told = new SortedDictionary<string, string>(StringComparer.Ordinal);
        foreach (string name in Signals)
        {
            if (properties.TryGetValue(name, out string? value) && value is not null) told[name] = secrets.Clean(value);
        }

        return told.Count == 0 ? null : told;
    }

    private static string? Clean(string? text, SecretScrubber secrets) => text is null ? null : secrets.Clean(text);

    private IEnumerable<AIContent> ContentsOf()
    {
        if (Text is not null) yield return new TextContent(Text);
        if (Reasoning is not null) yield return new TextReasoningContent(Reasoning);
        if (Error is not null) yield return new ErrorContent(Error.Message) { ErrorCode = Error.Code };
        if (Usage is not null) yield return new UsageContent(Usage.ToDetails());
        foreach (JsonElement content in Contents ?? [])
        {
            if (content.Deserialize(AIJsonUtilities.DefaultOptions.GetTypeInfo(typeof(AIContent))) is AIContent other) yield return other;
        }
    }
}
