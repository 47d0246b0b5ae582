using System.Text;

namespace CensorshipEval.Costs;

/// <summary>
/// How many tokens a text has, roughly and rather too many: a third of its bytes in UTF-8. English has about four bytes to a token, Chinese three to
/// four, Cyrillic and Arabic four to six.
/// </summary>
internal static class TokenEstimate
{
    /// <summary>What an answer has where nothing is known yet.</summary>
    public const int ExpectedAnswer = 700;

    private const int PerMessage = 8;

    public static long OfText(string? text) => text is null ? 0 : (Encoding.UTF8.GetByteCount(text) + 2) / 3;

    public static long OfRequest(Target target, Prompt prompt) =>
        OfText(prompt.Text) + PerMessage + (target.SystemPrompt is { } system ? OfText(system) + PerMessage : 0);
}
