namespace CensorshipEval;

/// <summary>
/// Names under which a chat client puts what it saw into <c>AdditionalProperties</c> of a <c>ChatResponse</c> or an update,
/// where Microsoft.Extensions.AI has no property for it. Clients that know nothing of them work too, with the signals they have.
/// </summary>
public static class ResponseSignals
{
    /// <summary>A <see cref="string"/>: the finish reason exactly as the provider sent it.</summary>
    public const string RawFinishReason = "censorshipeval.finish_reason";

    /// <summary>A <see cref="bool"/> on an update: its text replaces all that was shown before it (with no text: withdraws it).</summary>
    public const string ReplacesText = "censorshipeval.replaces_text";

    /// <summary>A <see cref="bool"/> on an update that says nothing but that the server is still there.</summary>
    public const string KeepAlive = "censorshipeval.keep_alive";

    /// <summary>An <see cref="int"/>: HTTP status of the response.</summary>
    public const string HttpStatus = "censorshipeval.http_status";

    /// <summary>A <see cref="CensorshipEval.TrialKey"/> in <c>ChatOptions.AdditionalProperties</c>: the trial that a request is for. Never sent.</summary>
    public const string TrialKey = "censorshipeval.trial_key";

    /// <summary>A <see cref="string"/>: the provider's id of the request.</summary>
    public const string RequestId = "censorshipeval.request_id";

    /// <summary>A list of <see cref="ExchangeError"/>: calls for the same request that failed in transport before this one, in order.</summary>
    public const string FailedAttempts = "censorshipeval.failed_attempts";

    /// <summary>A <see cref="string"/>: who served the model, where a router says so (the response's <c>provider</c>).</summary>
    public const string Provider = "censorshipeval.provider";

    /// <summary>A <see cref="string"/>: the configuration of the server that answered (the response's <c>system_fingerprint</c>).</summary>
    public const string SystemFingerprint = "censorshipeval.system_fingerprint";

    /// <summary>
    /// A list of <see cref="string"/>: headers by which a gateway says that it asked another model or host than the first, each as <c>name: value</c>.
    /// </summary>
    public const string Fallbacks = "censorshipeval.fallbacks";

    /// <summary>Code of the <c>ErrorContent</c> under which a model's own refusal comes where the protocol has a field for it.</summary>
    public const string RefusalErrorCode = "Refusal";
}
