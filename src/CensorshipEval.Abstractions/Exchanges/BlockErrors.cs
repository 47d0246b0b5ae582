namespace CensorshipEval;

/// <summary>
/// Errors by which providers say that they blocked a request or an answer, by their public API references.
/// One list for all: a client must not throw on what a detector is to see.
/// </summary>
internal static class BlockErrors
{
    /// <summary>Code under which a block is told that a router shows by this field alone.</summary>
    public const string FlaggedInput = "flagged_input";

    private const int LegallyUnavailable = 451;
    private const int LongestMessage = 2_000;

    // Compared with the code and the message after folding to letters and digits.
    private static readonly string[] Marks =
    [
        "contentfilter", "contentpolicyviolation", "contentpolicy", "responsibleaipolicy", "moderationblocked", "promptblocked", "promptfeedbackblock",
        "datainspectionfailed", "datainspection", "inappropriatecontent", "contentexistsrisk", "contentrisk", "sensitivecontent", "sensitivewords",
        "contentsecurity", "securityrisk", "safetysystem", "safetyviolation", "guardrailintervened", "prohibitedcontent", "contentmoderation",
        "unsafecontent", "contentblocked", "refusal", "censored", "contentviolation", "不安全或敏感内容", "敏感内容", "敏感词", "内容安全", "内容违规", "违规内容",
        // OpenRouter; OpenAI's reasoning models (twice); xAI (twice); Moonshot; MiniMax.
        "yourinputwasflagged", "flaggedinput", "violatingourusagepolicy", "limitedaccesstothiscontent", "violatesusageguidelines", "safetychecktype",
        "consideredhighrisk", "censorshipblocked", "newsensitive",
    ];

    // Codes that mean a block only as a code: as part of a message the digits could be anything. Zhipu 1301; Baidu 336104; MiniMax 1026 and 1027.
    private static readonly string[] Codes = ["1301", "336104", "1026", "1027", "451", "refusal", "sensitive", "safety"];

    // Beside these the message tells of something else, whatever it names: a failure of our own naming, which may quote a page; a server in trouble,
    // which may be the one that filters; a field of the request that is called so.
    private static readonly string[] OtherCodes =
    [
        "connection", "certificate", "timeout", "malformed", "empty", "streamcut", "streamempty", "toolong", "circuitopen",
        "internalerror", "internalservererror", "servererror", "serviceunavailable", "overloadederror",
        "unknownparameter", "unsupportedparameter", "missingrequiredparameter", "unrecognizedrequestargument",
    ];

    private static readonly string[] OfParameters =
    [
        "unknownparameter", "unsupportedparameter", "unrecognizedparameter", "unexpectedparameter", "unrecognizedrequestargument", "unknownfield", "unknownname",
        "unrecognizedkey", "unexpectedkeywordargument", "extrainputsarenotpermitted",
    ];

    /// <summary>The mark by which an error is a block; <see langword="null"/> when it is none.</summary>
    public static string? Match(ExchangeError error)
    {
        if (error.HttpStatus is LegallyUnavailable) return "451";
        string code = Fold(error.Code);
        if (MatchCode(code) is { } mark) return mark;
        if (error.HttpStatus >= 500 || IsOfSomethingElse(code)) return null;
        return MatchMessage(error.Message.Length > LongestMessage ? error.Message[..LongestMessage] : error.Message);
    }

    /// <summary>Whether a code or a type is a block's by itself.</summary>
    public static bool IsBlock(string? code) => MatchCode(Fold(code)) is not null;

    /// <summary>Lower-case letters and digits only, so that <c>CONTENT_FILTER</c>, <c>content-filter</c> and <c>contentFilter</c> are one.</summary>
    public static string Fold(string? raw) =>
        raw is null ? "" : string.Concat(raw.Where(char.IsLetterOrDigit)).ToLowerInvariant();

    private static string? MatchCode(string code)
    {
        if (code.Length == 0) return null;
        return Array.IndexOf(Codes, code) >= 0 ? code : Array.Find(Marks, mark => code.Contains(mark, StringComparison.Ordinal));
    }

    private static bool IsOfSomethingElse(string code) =>
        Array.IndexOf(OtherCodes, code) >= 0 ||
        (code.StartsWith("http", StringComparison.Ordinal) && code.Length == 7 && code.AsSpan(4).IndexOfAnyExceptInRange('0', '9') < 0) ||
        (code.Length == 3 && code[0] == '5' && char.IsAsciiDigit(code[1]) && char.IsAsciiDigit(code[2]));

    private static string? MatchMessage(string message)
    {
        // A page in an answer's place speaks of other contents.
        ReadOnlySpan<char> start = message.AsSpan().TrimStart();
        if (start.StartsWith("<!", StringComparison.Ordinal) || message.Contains("<html", StringComparison.OrdinalIgnoreCase) || message.Contains("<body", StringComparison.OrdinalIgnoreCase))
            return null;
        string folded = Fold(message);
        if (Array.Exists(OfParameters, words => folded.Contains(words, StringComparison.Ordinal))) return null;
        // A browser's policy of that name blocks no content of a model.
        folded = folded.Replace("contentsecuritypolicy", "", StringComparison.Ordinal);
        return Array.Find(Marks, mark => folded.Contains(mark, StringComparison.Ordinal));
    }
}
