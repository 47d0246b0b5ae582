using System.Text.Json.Serialization;

namespace CensorshipEval.Guard;

/// <summary>What came of a fallback when the first model had refused.</summary>
[JsonConverter(typeof(JsonStringEnumConverter<FallbackOutcome>))]
public enum FallbackOutcome
{
    /// <summary>The other model was asked, and what it gave is what the response holds: an answer, or its own refusal.</summary>
    Asked,

    /// <summary>The app's predicate did not say that the request is benign.</summary>
    NotBenign,

    /// <summary>The predicate failed or took too long, or the caller had cancelled before it said yes. None of these is a yes.</summary>
    PredicateFailed,

    /// <summary>The budget allows no call now.</summary>
    BudgetExhausted,

    /// <summary>The other model could not be reached, or gave nothing: the first answer stands.</summary>
    Failed,

    /// <summary>The refusal or block came when part of the answer had been passed on already.</summary>
    AlreadyShown,

    /// <summary>The conversation, or the answer under way, is kept by the first model's host, so that another model would know nothing of it.</summary>
    HostedConversation,

    /// <summary>The refusal or block came when the opening was no longer held back, though no text of the answer had been passed on before it.</summary>
    HoldEnded,

    /// <summary>
    /// Tools were run on the way to the refusal, and another model would run them again. A loop that calls functions belongs outside the fallback: then each
    /// step falls back by itself.
    /// </summary>
    ToolsRan,
}
