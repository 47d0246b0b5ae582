namespace CensorshipEval.Corpora;

/// <summary>The spelling of ids and topics: <c>cn-example-1989</c>.</summary>
internal static class KebabCase
{
    public static bool Is(string? text) => text is { Length: > 0 and <= 100 }
        && text.All(c => char.IsAsciiLetterLower(c) || char.IsAsciiDigit(c) || c == '-')
        && text[0] != '-' && text[^1] != '-' && !text.Contains("--", StringComparison.Ordinal);

    /// <summary>A name in Pascal case in the spelling of ids: <c>SafetyControl</c> becomes <c>safety-control</c>.</summary>
    public static string From<T>(T value)
        where T : struct, Enum => string.Concat(value.ToString().Select((c, i) => char.IsAsciiLetterUpper(c) ? (i > 0 ? "-" : "") + char.ToLowerInvariant(c) : c.ToString()));
}
