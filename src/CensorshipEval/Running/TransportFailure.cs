using System.Net.Sockets;
using CensorshipEval.Clients;

namespace CensorshipEval.Running;

/// <summary>Tells failures of transport, which may pass, from errors that every further call would meet.</summary>
internal static class TransportFailure
{
    /// <summary>The failure as an error of the exchange; <see langword="null"/> when the exception should stop the run.</summary>
    public static ExchangeError? Describe(Exception exception, CancellationToken cancellationToken)
    {
        if (cancellationToken.IsCancellationRequested && exception is OperationCanceledException) return null;
        return exception switch
        {
            ChatTransportException known => Error(known.Code, known, (int?)known.Status),
            HttpRequestException { StatusCode: { } status } http => (int)status is 408 or 425 or 429 or >= 500
                ? Error($"http-{(int)status}", http, (int)status)
                : null,
            HttpRequestException http => Error("connection", http),
            SocketException or IOException => Error("connection", exception),
            TimeoutException or OperationCanceledException => Error("timeout", exception),
            _ => null,
        };
    }

    private static ExchangeError Error(string code, Exception exception, int? status = null) =>
        new() { Code = code, Message = exception.Message, HttpStatus = status };
}
