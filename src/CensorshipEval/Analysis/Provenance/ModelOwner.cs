namespace CensorshipEval.Analysis;

/// <summary>Who a model's name says has published or serves it: what stands before the last slash.</summary>
internal static class ModelOwner
{
    /// <summary>The parts before the name, in lower case. None in a path of files: its folders tell nothing, but for a cache of Hugging Face.</summary>
    public static IReadOnlyList<string> Of(string name)
    {
        string left = name.Trim().ToLowerInvariant().Replace('\\', '/').TrimEnd('/');
        string[] parts = left.Split('/');
        if (Array.FindLast(parts, static part => part.StartsWith("models--", StringComparison.Ordinal)) is { } cached)
            return cached.Split("--") is [_, .. var owners, _] ? owners : [];
        if (left.Length == 0 || left[0] is '/' or '.' or '~' || left is [_, ':', '/', ..]) return [];
        // Google Cloud names a project and a place before the publisher.
        int publishers = Array.IndexOf(parts, "publishers");
        return parts[Math.Max(0, publishers)..^1];
    }
}
