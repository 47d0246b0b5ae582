using System.Net;
using System.Net.Sockets;

namespace CensorshipEval.Clients;

/// <summary>Tells failures of transport, of whatever client, from errors that every further call would meet and from those of the caller.</summary>
internal static class TransportFailure
{
    private const int DeepestCause = 5;

    /// <summary>Whether a status says that the same call may do later: 408, 425, 429 and 5xx.</summary>
    public static bool MayPass(HttpStatusCode status) => (int)status is 408 or 425 or 429 or >= 500;

    /// <summary>The failure as an error of the exchange; <see langword="null"/> when it is none of transport.</summary>
    public static ExchangeError? Describe(Exception exception, CancellationToken cancellationToken)
    {
        // Some clients wrap what the platform throws in exceptions of their own.
        Exception? cause = exception;
        for (int depth = 0; cause is not null && depth < DeepestCause; cause = cause.InnerException, depth++)
        {
            if (cause is OperationCanceledException && cancellationToken.IsCancellationRequested) return null;
            if (Code(cause) is { } code) return new ExchangeError { Code = code, Message = exception.Message, HttpStatus = (int?)Status(cause) };
            // It has said what it is, and that it will not pass.
            if (cause is ChatEndpointException or HttpRequestException) return null;
        }

        return null;
    }

    /// <summary>Whether asking again may do.</summary>
    public static bool MayPass(Exception exception, CancellationToken cancellationToken) => exception switch
    {
        ChatTransportException known => known.MayPass,
        // The time limit of an HTTP client; any other cancellation was somebody's will.
        OperationCanceledException => !cancellationToken.IsCancellationRequested && exception.InnerException is TimeoutException,
        _ => Describe(exception, cancellationToken) is { Code: not CertificateFailure.Code },
    };

    /// <summary>HTTP status of the response, where there was one.</summary>
    public static HttpStatusCode? StatusOf(Exception exception)
    {
        Exception? cause = exception;
        for (int depth = 0; cause is not null && depth < DeepestCause; cause = cause.InnerException, depth++)
        {
            if (Status(cause) is { } status) return status;
        }

        return null;
    }

    /// <summary>Whether it says that calls come too fast, by status or by a code inside a response that succeeded.</summary>
    public static bool AsksToSlowDown(Exception exception) =>
        exception is ChatTransportException { AsksToSlowDown: true } || StatusOf(exception) is HttpStatusCode.TooManyRequests;

    /// <summary>How long a provider asks to wait, where the exception tells.</summary>
    public static TimeSpan? RetryAfterOf(Exception? exception) => (exception as ChatTransportException)?.RetryAfter;

    /// <summary>Attempts at the same call that failed before.</summary>
    public static IReadOnlyList<ExchangeError> FailedAttemptsOf(Exception exception) =>
        (exception as ChatTransportException)?.FailedAttempts ?? exception.Data[ResponseSignals.FailedAttempts] as IReadOnlyList<ExchangeError> ?? [];

    /// <summary>Tells attempts that failed before with the exception that ends the call.</summary>
    public static void Tell(Exception exception, IReadOnlyList<ExchangeError> failedAttempts)
    {
        if (exception is ChatTransportException known) known.FailedAttempts = failedAttempts;
        else exception.Data[ResponseSignals.FailedAttempts] = failedAttempts;
    }

    private static HttpStatusCode? Status(Exception exception) => exception switch
    {
        ChatTransportException known => known.Status,
        ChatEndpointException known => known.Status,
        HttpRequestException http => http.StatusCode,
        _ => null,
    };

    private static string? Code(Exception exception) => exception switch
    {
        ChatTransportException known => known.Code,
        HttpRequestException { StatusCode: { } status } => MayPass(status) ? $"http-{(int)status}" : null,
        HttpRequestException http => CertificateFailure.Of(http) is null ? "connection" : CertificateFailure.Code,
        // The caller's own files are no transport.
        FileNotFoundException or DirectoryNotFoundException or DriveNotFoundException or PathTooLongException => null,
        SocketException or IOException => "connection",
        TimeoutException or OperationCanceledException => "timeout",
        _ => null,
    };
}
