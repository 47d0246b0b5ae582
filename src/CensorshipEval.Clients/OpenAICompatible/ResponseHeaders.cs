using System.Globalization;
using System.Net.Http.Headers;

namespace CensorshipEval.Clients;

/// <summary>What the head of a response tells.</summary>
internal static class ResponseHeaders
{
    private static readonly string[] RequestIdNames = ["x-request-id", "request-id", "apim-request-id", "x-ds-trace-id", "x-dashscope-request-id"];

    public static Dictionary<string, object?> Signals(HttpResponseMessage response, ApiKeySecret key)
    {
        var signals = new Dictionary<string, object?>(StringComparer.Ordinal) { [ResponseSignals.HttpStatus] = (int)response.StatusCode };
        if (RequestId(response, key) is { } id) signals[ResponseSignals.RequestId] = id;
        if (GatewayHeaders.Read(response, key) is { } fallbacks) signals[ResponseSignals.Fallbacks] = fallbacks;
        return signals;
    }

    public static string? RequestId(HttpResponseMessage response, ApiKeySecret key)
    {
        foreach (string name in RequestIdNames)
        {
            if (response.Headers.NonValidated.TryGetValues(name, out HeaderStringValues values) && values.ToString() is { Length: > 0 } id) return key.FromAnswer(id);
        }

        return null;
    }

    /// <summary>The wait that is asked for, as a delta or a date; a date in the past is no wait.</summary>
    public static TimeSpan? RetryAfter(HttpResponseMessage response, TimeProvider time)
    {
        if (Number(response, "retry-after-ms") is { } milliseconds) return TimeSpan.FromMilliseconds(Math.Min(milliseconds, int.MaxValue));
        // The framework's own reading drops fractions and what is too large for an int, which is when a long wait matters most.
        if (Number(response, "retry-after") is { } seconds) return TimeSpan.FromSeconds(Math.Min(seconds, int.MaxValue));
        if (response.Headers.RetryAfter?.Date is not { } date) return null;
        TimeSpan wait = date - time.GetUtcNow();
        return wait < TimeSpan.Zero ? TimeSpan.Zero : wait;
    }

    private static double? Number(HttpResponseMessage response, string name) =>
        response.Headers.NonValidated.TryGetValues(name, out HeaderStringValues values) &&
        double.TryParse(values.ToString(), NumberStyles.AllowDecimalPoint, CultureInfo.InvariantCulture, out double number)
            ? number
            : null;
}
