using System.Text.RegularExpressions;

namespace CensorshipEval.Targets;

/// <summary>Recognises what looks like a key in the wrong place of a file, so that no message shows it.</summary>
internal static partial class KeyShape
{
    /// <summary>The error without what looks like a key.</summary>
    public static InputError Hide(InputError error) => error with { Found = Hide(error.Found), Field = error.Field is { } field ? Hide(field) : null };

    private static string Hide(string text) => Key().Replace(text, static match =>
        match.Value.Any(char.IsAsciiDigit) && match.Value.Any(char.IsAsciiLetter) ? "[not shown]" : match.Value);

    // Long words of letters and digits mixed, or a short prefix with a dash and more behind it, as most providers make them.
    [GeneratedRegex("(?<![A-Za-z0-9])(?:(?:sk|pk|rk|gsk|key|xai|hf|api)[-_][A-Za-z0-9_-]{6,}|[A-Za-z0-9_-]{20,})", RegexOptions.CultureInvariant, matchTimeoutMilliseconds: 1_000)]
    private static partial Regex Key();
}
