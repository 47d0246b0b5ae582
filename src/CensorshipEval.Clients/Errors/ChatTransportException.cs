using System.Net;

namespace CensorshipEval.Clients;

/// <summary>
/// A call failed in a way that may pass: no connection, a broken or malformed answer, a timeout, 408, 425, 429 or 5xx.
/// It is an <see cref="IOException"/>, so that code which knows nothing of this package treats it as a failure of transport too.
/// </summary>
public sealed class ChatTransportException : IOException
{
    /// <summary>Creates the exception. The message must hold no secret.</summary>
    public ChatTransportException(string code, string message, Exception? innerException = null)
        : base(message, innerException) => Code = code;

    /// <summary>
    /// Short name of the failure: <c>connection</c>, <c>certificate</c>, <c>timeout</c>, <c>http-429</c>, <c>malformed</c>, <c>stream-cut</c>,
    /// or the provider's code.
    /// </summary>
    public string Code { get; }

    /// <summary>Whether asking again may do. Default yes; no where somebody has to mend something first, such as a certificate.</summary>
    public bool MayPass { get; init; } = true;

    /// <summary>Whether it says that calls come too fast, by status or code.</summary>
    internal bool AsksToSlowDown { get; init; }

    /// <summary>HTTP status, where there was a response.</summary>
    public HttpStatusCode? Status { get; init; }

    /// <summary>How long the provider asks to wait, from when the response came; never negative.</summary>
    public TimeSpan? RetryAfter { get; init; }

    /// <summary>The provider's id of the request.</summary>
    public string? RequestId { get; init; }

    /// <summary>Attempts at the same call that failed before this one, in order; empty when nothing was tried again.</summary>
    public IReadOnlyList<ExchangeError> FailedAttempts { get; internal set; } = [];
}
