using System.Net;

namespace CensorshipEval.Clients;

/// <summary>
/// The endpoint refuses calls of this kind: a wrong key, an unknown model, a malformed request. Every further call would meet the same, so it is
/// never retried, and a run stops on it.
/// </summary>
public sealed class ChatEndpointException : Exception
{
    /// <summary>Creates the exception. The message must hold no secret.</summary>
    public ChatEndpointException(HttpStatusCode status, string? code, string message)
        : base(message)
    {
        Status = status;
        Code = code;
    }

    /// <summary>HTTP status: 4xx mostly, 3xx of a redirect, 200 where an answer or a stream holds the error.</summary>
    public HttpStatusCode Status { get; }

    /// <summary>The provider's error code.</summary>
    public string? Code { get; }

    /// <summary>The provider's id of the request.</summary>
    public string? RequestId { get; init; }
}
