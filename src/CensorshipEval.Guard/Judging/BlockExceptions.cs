using System.Text.RegularExpressions;

namespace CensorshipEval.Guard;

/// <summary>
/// Knows a provider's block among the exceptions that clients throw, by what they say of themselves: SDKs put the status, the code and the body into the message.
/// In doubt it is no block: there must be a status by which providers tell of one, and a code or words of theirs.
/// </summary>
internal static partial class BlockExceptions
{
    private const int MostCauses = 5;
    private const int LongestMessage = 2_000;
    private const int LegallyUnavailable = 451;

    // As a word of a message these may be about anything: a field of a schema, the name of a model.
    private static readonly string[] WeakMarks = ["refusal", "censored"];

    /// <summary>The block of which an exception, or what caused it, tells; <see langword="null"/> when it tells of none.</summary>
    public static ExchangeError? Find(Exception exception)
    {
        Exception? cause = exception;
        for (int depth = 0; cause is not null && depth < MostCauses; depth++, cause = cause.InnerException)
        {
            if (cause is OperationCanceledException) return null;
            string message = Start(cause.Message);
            int? status = cause is HttpRequestException { StatusCode: { } code } ? (int)code : StatusIn(message);
            // The outermost that has a status has the last word: a rate limit or a failed login quotes what it likes.
            if (status is not null) return status is 400 or 403 or LegallyUnavailable ? BlockIn(message, status.Value) : null;
        }

        return null;
    }

    private static ExchangeError? BlockIn(string message, int status)
    {
        string? mark = status is LegallyUnavailable ? "451" : null;
        foreach (Match code in Codes().Matches(message))
        {
            if (mark is null && BlockErrors.IsBlock(code.Groups["code"].Value)) mark = BlockErrors.Fold(code.Groups["code"].Value);
        }

        mark ??= BlockErrors.Match(new ExchangeError { Message = message, HttpStatus = status }) is { } word && Array.IndexOf(WeakMarks, word) < 0 ? word : null;
        return mark is null ? null : new ExchangeError { Code = mark, Message = message, HttpStatus = status };
    }

    private static int? StatusIn(string message)
    {
        if (Status().Match(message) is not { Success: true } match) return null;
        string status = match.Groups["status"].Value;
        return status.ToUpperInvariant() switch
        {
            "BADREQUEST" => 400,
            "FORBIDDEN" => 403,
            "UNAVAILABLEFORLEGALREASONS" => LegallyUnavailable,
            _ => int.TryParse(status, System.Globalization.NumberStyles.None, System.Globalization.CultureInfo.InvariantCulture, out int number) ? number : 0,
        };
    }

    // Headers follow in some messages, and are about other things.
    private static string Start(string message)
    {
        int headers = message.IndexOf("\nHeaders:", StringComparison.Ordinal);
        int end = Math.Min(headers < 0 ? message.Length : headers, LongestMessage);
        return message[..end];
    }

    // "HTTP 400 (invalid_request_error: content_filter)", "Status: 400 (Bad Request)", "Status Code: BadRequest": at the beginning of a line.
    [GeneratedRegex(@"^[ \t]{0,8}(?:HTTP(?:/[0-9.]{1,3})?|Status(?:[ ]?Code)?:?)[ ](?<status>[0-9]{3}|[A-Za-z]{2,40})\b", RegexOptions.Multiline | RegexOptions.IgnoreCase | RegexOptions.CultureInvariant, matchTimeoutMilliseconds: 100)]
    private static partial Regex Status();

    // "HTTP 400 (type: code)", "ErrorCode: code", "code": "value" of a body, quoted or not.
    [GeneratedRegex(
        @"(?:^[ \t]{0,8}HTTP(?:/[0-9.]{1,3})? [0-9]{3} \((?:[\w.-]{1,60}: ?)?|^[ \t]{0,8}Error ?Code: ?|""(?:code|type|status)""\s?:\s?"")(?<code>[\w.-]{1,60})",
        RegexOptions.Multiline | RegexOptions.IgnoreCase | RegexOptions.CultureInvariant, matchTimeoutMilliseconds: 100)]
    private static partial Regex Codes();
}
