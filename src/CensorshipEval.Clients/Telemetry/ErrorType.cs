using System.Globalization;

namespace CensorshipEval.Clients;

/// <summary>The class of an error, as the conventions want it: few values, and none that a provider makes up.</summary>
internal static class ErrorType
{
    private static readonly string[] Own =
        ["connection", "certificate", "timeout", "malformed", "empty", "stream-cut", "stream-empty", "too-long", "circuit-open", "redirect", "redirected"];

    public static string Of(Exception exception) => exception switch
    {
        ChatTransportException { Code: var code } when Array.IndexOf(Own, code) >= 0 => code,
        ChatTransportException { Status: { } status } when (int)status != 200 => ((int)status).ToString(CultureInfo.InvariantCulture),
        ChatTransportException => "provider",
        ChatEndpointException { Code: { } code } when Array.IndexOf(Own, code) >= 0 => code,
        ChatEndpointException endpoint => ((int)endpoint.Status).ToString(CultureInfo.InvariantCulture),
        HttpRequestException { StatusCode: { } status } => ((int)status).ToString(CultureInfo.InvariantCulture),
        OperationCanceledException => typeof(OperationCanceledException).FullName!,
        _ => exception.GetType().FullName ?? "_OTHER",
    };
}
