using System.Buffers;
using System.Collections.Frozen;
using System.Diagnostics.CodeAnalysis;

namespace CensorshipEval.Analysis;

/// <summary>
/// Names of models as patterns: a pattern matches its own name and what continues it behind a separator (<c>qwen</c>, <c>qwen-max</c>) or with the number of a
/// version (<c>qwen3-32b</c>). A pattern that ends in a number does not match a longer number: <c>gpt-4</c> is neither <c>gpt-4.1</c> nor <c>gpt-41</c>.
/// </summary>
internal static class ModelPattern
{
    private static readonly SearchValues<char> Separators = SearchValues.Create("-_.:@ ");

    // Amazon Bedrock writes regions and vendors before the name: us.anthropic.claude-sonnet-4.
    private static readonly FrozenSet<string> DottedPrefixes = FrozenSet.Create(
        StringComparer.Ordinal, "us", "eu", "apac", "jp", "au", "us-gov", "global", "ai21", "amazon", "anthropic", "cohere", "google", "meta", "minimax", "mistral", "moonshot",
        "nvidia", "openai", "qwen");

    /// <summary>The form in which patterns and names are compared: lower case, without path, vendor, region and file ending.</summary>
    public static string Canonical(string name)
    {
        string left = ModelName.Canonical(name);
        for (int dot = left.IndexOf('.'); dot > 0 && dot + 1 < left.Length && char.IsAsciiLetter(left[dot + 1]) && DottedPrefixes.Contains(left[..dot]); dot = left.IndexOf('.'))
            left = left[(dot + 1)..];
        return left;
    }

    /// <summary>The value of the longest pattern that matches a name, and what of the name stands behind it.</summary>
    public static bool TryFind<T>(FrozenDictionary<string, T> patterns, string name, [MaybeNullWhen(false)] out T value, out string rest)
    {
        FrozenDictionary<string, T>.AlternateLookup<ReadOnlySpan<char>> lookup = patterns.GetAlternateLookup<ReadOnlySpan<char>>();
        string canonical = Canonical(name);
        for (int end = canonical.Length; end > 0; end--)
        {
            if (!Ends(canonical, end) || !lookup.TryGetValue(canonical.AsSpan(0, end), out value)) continue;
            rest = canonical[end..];
            return true;
        }

        value = default;
        rest = "";
        return false;
    }

    private static bool Ends(string name, int end)
    {
        if (end == name.Length) return true;
        char next = name[end];
        bool afterNumber = char.IsAsciiDigit(name[end - 1]);
        if (char.IsAsciiDigit(next)) return char.IsLetter(name[end - 1]);
        bool goesOn = next is '.' && afterNumber && end + 1 < name.Length && char.IsAsciiDigit(name[end + 1]);
        return Separators.Contains(next) && !goesOn;
    }
}
