namespace CensorshipEval;

/// <summary>
/// Errors by which providers say that they blocked a request or an answer, by their public API references.
/// One list for all: a client must not throw on what a detector is to see.
/// </summary>
internal static class BlockErrors
{
    // Compared with the code and the message after folding to letters and digits.
    private static readonly string[] Marks =
    [
        "contentfilter", "contentpolicyviolation", "contentpolicy", "responsibleaipolicy", "moderationblocked", "promptblocked", "promptfeedbackblock",
        "datainspectionfailed", "datainspection", "inappropriatecontent", "contentexistsrisk", "contentrisk", "sensitivecontent", "sensitivewords",
        "contentsecurity", "securityrisk", "safetysystem", "safetyviolation", "guardrailintervened", "prohibitedcontent", "contentmoderation",
        "unsafecontent", "contentblocked", "refusal", "censored", "contentviolation", "不安全或敏感内容", "敏感内容", "敏感词", "内容安全", "内容违规", "违规内容",
    ];

    // Codes that mean a block only as a code: as part of a message the digits could be anything. Zhipu 1301; Baidu 336104; MiniMax 1026 and 1027.
    private static readonly string[] Codes = ["1301", "336104", "1026", "1027", "refusal", "sensitive", "safety"];

    public static string? Match(ExchangeError error)
    {
        string code = Fold(error.Code);
        if (Array.IndexOf(Codes, code) >= 0) return code;
        // A page of HTML in an answer's place may hold a browser's policy of that name, which blocks no content of a model.
        string message = Fold(error.Message.Length > 2_000 ? error.Message[..2_000] : error.Message).Replace("contentsecuritypolicy", "", StringComparison.Ordinal);
        return Array.Find(Marks, mark => code.Contains(mark, StringComparison.Ordinal) || message.Contains(mark, StringComparison.Ordinal));
    }

    /// <summary>Lower-case letters and digits only, so that <c>CONTENT_FILTER</c>, <c>content-filter</c> and <c>contentFilter</c> are one.</summary>
    public static string Fold(string? raw) =>
        raw is null ? "" : string.Concat(raw.Where(char.IsLetterOrDigit)).ToLowerInvariant();
}
