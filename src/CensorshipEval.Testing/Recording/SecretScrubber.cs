using System.Text.RegularExpressions;

namespace CensorshipEval.Testing;

/// <summary>Takes out of texts what must not be committed.</summary>
internal sealed partial class SecretScrubber
{
    public const string Shown = "[secret]";

    private const int Least = 4;

    private readonly string[] _secrets;

    public SecretScrubber(IReadOnlyList<string> secrets)
    {
        if (secrets.Any(static secret => secret.Length < Least)) throw new ArgumentException($"A secret of fewer than {Least} characters would be taken out of ordinary words.", nameof(secrets));
        // The longest first: one may begin with another.
        _secrets = [.. secrets.OrderByDescending(static secret => secret.Length)];
    }

    public string Clean(string text)
    {
        foreach (string secret in _secrets) text = text.Replace(secret, Shown, StringComparison.Ordinal);
        return Key().Replace(text, Shown);
    }

    // Prefixes of the large providers' keys, tokens of repositories and clouds, and what stands behind "Bearer".
    [GeneratedRegex(
        @"(?<![A-Za-z0-9])(?:(?:sk|pk|rk|gsk|xai|hf|tgp|r8|pplx|nvapi|fw|csk)[-_][A-Za-z0-9_-]{16,}|gh[pousr]_[A-Za-z0-9]{20,}|AIza[A-Za-z0-9_-]{30,}|AKIA[A-Z0-9]{16}|eyJ[A-Za-z0-9_-]{10,}\.[A-Za-z0-9_-]{10,}\.[A-Za-z0-9_-]{10,}|(?<=[Bb]earer )[A-Za-z0-9._-]{16,})",
        RegexOptions.CultureInvariant, matchTimeoutMilliseconds: 1_000)]
    private static partial Regex Key();
}
