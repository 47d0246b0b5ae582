using System.Text.Json;

namespace CensorshipEval;

/// <summary>A prompt and all that came back. Immutable; stored before anything is judged.</summary>
public sealed record Exchange
{
    /// <summary>Which trial it is.</summary>
    public required TrialKey Key { get; init; }

    /// <summary>What was asked.</summary>
    public required Target Target { get; init; }

    /// <summary>The question.</summary>
    public required Prompt Prompt { get; init; }

    /// <summary>The answer that finally stood, without its reasoning; empty when there was none.</summary>
    public string Text { get; init; } = "";

    /// <summary>The model's reasoning where it was exposed; <see langword="null"/> otherwise.</summary>
    public string? Reasoning { get; init; }

    /// <summary>The finish reason exactly as sent.</summary>
    public string? FinishReason { get; init; }

    /// <summary>The error, where one came back.</summary>
    public ExchangeError? Error { get; init; }

    /// <summary>What was streamed; <see langword="null"/> when the answer was not streamed or nobody watched.</summary>
    public StreamTrace? Stream { get; init; }

    /// <summary>The model that says it answered.</summary>
    public string? AnsweredBy { get; init; }

    /// <summary>Tokens used.</summary>
    public TokenUsage? Usage { get; init; }

    /// <summary>When, and how long; <see langword="null"/> for recorded answers that do not say.</summary>
    public ExchangeTiming? Timing { get; init; }

    /// <summary>Whatever else came with it: unknown fields of a recorded answer, for instance. Never an input of a detector.</summary>
    public IReadOnlyDictionary<string, JsonElement> Metadata { get; init; } = System.Collections.Immutable.ImmutableDictionary<string, JsonElement>.Empty;
}
