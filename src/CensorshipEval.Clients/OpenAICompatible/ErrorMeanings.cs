namespace CensorshipEval.Clients;

/// <summary>Reads the meaning of an error from its codes and its message, by the public API references of the providers.</summary>
internal static class ErrorMeanings
{
    /// <summary>Code under which a prompt that is too long is told where the provider has none for it.</summary>
    public const string PromptTooLongCode = "context_length_exceeded";

    // What no repetition mends, where it is told with status 200: codes and types of OpenAI and of what speaks like it, and the HTTP statuses that
    // OpenRouter gives as codes.
    private static readonly string[] Final =
    [
        "invalidapikey", "authenticationerror", "permissiondenied", "permissionerror", "modelnotfound", "invalidmodel", "invalidrequesterror",
        "insufficientquota", "400", "401", "402", "403", "404",
    ];

    private static readonly string[] TooFast = ["429", "ratelimitexceeded", "ratelimiterror", "ratelimitreached", "ratelimitreachederror", "toomanyrequests", "throttling", "requestsexceeded"];

    private static readonly string[] PromptTooLong =
    [
        "contextlengthexceeded", "maximumcontextlength", "exceedcontextsize", "exceedstheavailablecontextsize", "exceedsthecontextwindow", "contextwindowexceeded",
        "promptistoolong", "prompttoolong", "inputistoolong", "maximumpromptlength", "rangeofinputlength", "prompttokenstoolong", "stringabovemaxlength",
    ];

    public static ErrorMeaning Of(ProviderError error, string?[] codes, string? param, int status)
    {
        string[] folded = [.. codes.Where(static code => code is not null).Select(BlockErrors.Fold)];
        // A request's field that is not known may be called whatever it likes; only a code makes its error a block.
        bool ofField = param is not (null or "prompt" or "messages" or "input") && folded.Contains("invalidrequesterror", StringComparer.Ordinal);
        string message = ofField ? "" : error.Message;
        if (BlockErrors.Match(new ExchangeError { Code = error.Code, Message = message, HttpStatus = status }) is not null) return ErrorMeaning.Block;
        if (status is 200 or 400 or 413 or 422 && IsPromptTooLong(folded, error.Message)) return ErrorMeaning.PromptTooLong;
        if (status == 429 || folded.Any(static code => Array.IndexOf(TooFast, code) >= 0)) return ErrorMeaning.TooFast;
        return folded.Any(static code => Array.IndexOf(Final, code) >= 0) ? ErrorMeaning.Final : ErrorMeaning.Other;
    }

    /// <summary>Of a page or a text in an answer's place, only the status speaks.</summary>
    public static ErrorMeaning OfPage(int status) => status switch
    {
        413 => ErrorMeaning.PromptTooLong,
        429 => ErrorMeaning.TooFast,
        451 => ErrorMeaning.Block,
        _ => ErrorMeaning.Other,
    };

    /// <summary>MiniMax's numbers, which mean something else elsewhere.</summary>
    public static ErrorMeaning OfMiniMax(string code) => code switch
    {
        "1026" or "1027" => ErrorMeaning.Block,
        "1002" or "1041" => ErrorMeaning.TooFast,
        // Tokens, and characters that cannot be seen: of this prompt alone.
        "1039" or "1042" => ErrorMeaning.PromptTooLong,
        // Key, balance, parameters, key once more.
        "1004" or "1008" or "2013" or "2049" => ErrorMeaning.Final,
        _ => ErrorMeaning.Other,
    };

    private static bool IsPromptTooLong(string[] codes, string message)
    {
        string folded = BlockErrors.Fold(message);
        return Array.Exists(PromptTooLong, mark => folded.Contains(mark, StringComparison.Ordinal) || codes.Any(code => code.Contains(mark, StringComparison.Ordinal)));
    }
}
