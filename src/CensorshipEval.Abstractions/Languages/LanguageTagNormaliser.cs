namespace CensorshipEval;

/// <summary>Brings a BCP 47 tag (RFC 5646) into canonical case and this library's one spelling of Chinese.</summary>
internal static class LanguageTagNormaliser
{
    public static string? Normalise(string tag)
    {
        string[] parts = tag.Trim().Replace('_', '-').Split('-');
        string? language = KnownLanguages.Canonical(parts[0]);
        if (language is null) return null;

        string? script = null;
        string? region = null;
        var rest = new List<string>();
        foreach (string part in parts.AsSpan(1))
        {
            if (part.Length is < 1 or > 8 || !part.All(char.IsAsciiLetterOrDigit)) return null;
            if (script is null && region is null && part.Length == 4 && char.IsAsciiLetter(part[0]))
                script = char.ToUpperInvariant(part[0]) + part[1..].ToLowerInvariant();
            else if (region is null && rest.Count == 0 && (IsCountry(part) || IsUnM49(part)))
                region = part.ToUpperInvariant();
            else if (part.Length >= 4 || rest.Count > 0 || part.Length == 1)
                rest.Add(part.ToLowerInvariant());
            else
                return null;
        }

        if (language is "zh")
        {
            script ??= region is "TW" or "HK" or "MO" ? "Hant" : "Hans";
            region = null;
        }

        return string.Join('-', new[] { language, script, region }.OfType<string>().Concat(rest));
    }

    private static bool IsCountry(string part) => part.Length == 2 && part.All(char.IsAsciiLetter);

    private static bool IsUnM49(string part) => part.Length == 3 && part.All(char.IsAsciiDigit);
}
