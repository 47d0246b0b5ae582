namespace CensorshipEval.Testing;

/// <summary>Names under which secrets stand in options, arguments and headers.</summary>
internal static class SecretNames
{
    private const int LeastOfAKey = 8;

    private static readonly string[] Always = ["secret", "secrets", "password", "passwd", "pwd", "passphrase", "authorization", "credential", "credentials", "sig", "signature", "cookie", "bearer", "jwt"];

    private static readonly string[] Of = ["api", "access", "secret", "private", "auth", "account", "subscription", "client", "session", "refresh", "id", "bearer", "security", "sas", "signing", "service", "user", "x"];

    // Marks in a model's vocabulary, which decide what is answered.
    private static readonly string[] Marks = ["stop", "eos", "bos", "pad", "sep", "start", "end", "special", "cache"];

    /// <summary>Whether what stands under a name of an option is left out, whatever it is.</summary>
    public static bool IsOption(string name) => Words(name) is var words && (words.Intersect(Always).Any() || (words.Any(IsKey) && !words.Intersect(Marks).Any()));

    /// <summary>Whether what stands under a name in somebody's data is: there a key may also be that of a list.</summary>
    public static bool IsField(string name, string value)
    {
        if (IsUnmistakable(name)) return true;
        return Words(name).Any(IsKey) && value.Length >= LeastOfAKey && value.Any(char.IsAsciiDigit) && value.Any(char.IsAsciiLetter) && !value.Any(char.IsWhiteSpace);
    }

    /// <summary>Whether a name says by itself that a secret stands under it, be it a number.</summary>
    public static bool IsUnmistakable(string name)
    {
        string[] words = Words(name);
        if (words is ["token"] or ["auth"] || words.Intersect(Always).Any() || words.Any(static word => word.EndsWith("password", StringComparison.Ordinal))) return true;
        return words.Any(IsKey) && !words.Intersect(Marks).Any() && (words.Intersect(Of).Any() || words.Any(static word => IsKey(word) && Of.Any(of => word.StartsWith(of, StringComparison.Ordinal) && of.Length > 1)));
    }

    private static bool IsKey(string word) => word is "auth" || word.EndsWith("key", StringComparison.Ordinal) || word.EndsWith("keys", StringComparison.Ordinal) || word.EndsWith("token", StringComparison.Ordinal);

    // "x-api-key", "ApiKey" and "api_key" are the same.
    private static string[] Words(string name)
    {
        var words = new List<string>();
        int start = 0;
        for (int i = 0; i <= name.Length; i++)
        {
            bool ends = i == name.Length || !char.IsLetterOrDigit(name[i]) || (i > start && char.IsUpper(name[i]) && char.IsLower(name[i - 1]));
            if (!ends) continue;
            if (i > start) words.Add(name[start..i].ToLowerInvariant());
            start = i < name.Length && char.IsLetterOrDigit(name[i]) ? i : i + 1;
        }

        return [.. words];
    }
}
