using System.Text.Json;
using Microsoft.Extensions.AI;

namespace CensorshipEval.Testing;

/// <summary>Reads of a request's options what decides how it is answered.</summary>
internal sealed class CassetteOptions(SecretScrubber secrets)
{
    private const string Ours = "censorshipeval.";

    private readonly List<string> _unreadable = [];

    /// <summary>Options by name, those that are set.</summary>
    public SortedDictionary<string, JsonElement> Read { get; } = new(StringComparer.Ordinal);

    /// <summary>What is set and cannot be told from another of its kind.</summary>
    public IReadOnlyList<string> Unreadable => _unreadable;

    public void Add(ChatOptions options)
    {
        Add("temperature", options.Temperature);
        Add("topP", options.TopP);
        Add("topK", options.TopK);
        Add("maxOutputTokens", options.MaxOutputTokens);
        Add("frequencyPenalty", options.FrequencyPenalty);
        Add("presencePenalty", options.PresencePenalty);
        Add("seed", options.Seed);
        Add("instructions", options.Instructions);
        Add("stop", options.StopSequences is { Count: > 0 } stop ? stop : null);
        Add("conversation", options.ConversationId);
        Add("reasoningEffort", options.Reasoning?.Effort);
        Add("reasoningOutput", options.Reasoning?.Output);
        Add("severalToolCalls", options.AllowMultipleToolCalls);
        Add("toolMode", options.ToolMode switch
        {
            null => null,
            NoneChatToolMode => "none",
            AutoChatToolMode => "auto",
            RequiredChatToolMode { RequiredFunctionName: { } function } => $"required: {function}",
            RequiredChatToolMode => "required",
            var other => other,
        });
        Add("format", options.ResponseFormat is { } format ? JsonSerializer.SerializeToElement(format, AIJsonUtilities.DefaultOptions.GetTypeInfo(typeof(ChatResponseFormat))) : null);
        AddTools(options.Tools);
        AddExperimental(options);
        if (options.RawRepresentationFactory is not null) _unreadable.Add(nameof(ChatOptions.RawRepresentationFactory));
        foreach ((string name, object? value) in options.AdditionalProperties ?? [])
        {
            // Notes between the packages of this family are never sent.
            if (!name.StartsWith(Ours, StringComparison.Ordinal)) AddValue(secrets.Clean(name), name, value);
        }
    }

    private void AddTools(IList<AITool>? tools)
    {
        if (tools is not { Count: > 0 }) return;
        string?[] told = [.. tools.Select(tool => CassetteTool.Of(tool, secrets))];
        for (int i = 0; i < told.Length; i++)
        {
            if (told[i] is null) _unreadable.Add($"the tool {FailureText.Bounded(tools[i].Name, 60)}");
        }

        Add("tools", told);
    }

#pragma warning disable MEAI001 // Read where callers set them; that they may still change is the platform's word on how they are used.
    private void AddExperimental(ChatOptions options)
    {
        Add("background", options.AllowBackgroundResponses);
        if (options.ContinuationToken is not null) _unreadable.Add(nameof(ChatOptions.ContinuationToken));
    }
#pragma warning restore MEAI001

    private void Add(string name, object? value)
    {
        if (value is not null) AddValue(name, "", value);
    }

    private void AddValue(string told, string name, object? value)
    {
        if (CassetteValue.TryRead(name, value, secrets, out JsonElement read)) Read[told] = read;
        else _unreadable.Add($"the option {FailureText.Bounded(told, 60)}, a {value?.GetType().Name}");
    }
}
