namespace CensorshipEval.Corpora;

/// <summary>What <c>corpus.json</c> says of a corpus.</summary>
internal sealed record CorpusMetadata(string Name, string Version, Guid? Canary)
{
    public const string FileName = "corpus.json";
    public const string NoVersion = "0.0.0";

    /// <summary>Reads the file, adding what is wrong to <paramref name="errors"/>.</summary>
    public static CorpusMetadata? Read(CorpusFile file, ICollection<InputError> errors)
    {
        var own = new List<InputError>();
        CorpusMetadata? result = null;
        if (JsonText.Parse(file.Content, file.Source, own) is { } text && text.Root.RequireObject(own))
        {
            JsonValue root = text.Root;
            root.RejectUnknown(own, "$schema", "name", "version", "canary");
            string name = root.ReadString("name", own) ?? "";
            string version = root.ReadString("version", own) ?? "";
            string? canary = root.ReadOptionalString("canary", own);
            var isGuid = Guid.TryParse(canary, out Guid guid);
            if (root.TryGet("name", out JsonValue at) && own.Count == 0 && string.IsNullOrWhiteSpace(name)) own.Add(at.Error("a name"));
            if (root.TryGet("version", out at) && !IsSemantic(version)) own.Add(at.Error("a semantic version such as 1.2.0"));
            if (canary is not null && !isGuid && root.TryGet("canary", out at)) own.Add(at.Error("a GUID"));
            result = new CorpusMetadata(name, version, isGuid ? guid : null);
        }

        foreach (InputError error in own) errors.Add(error);
        return own.Count == 0 ? result : null;
    }

    private static bool IsSemantic(string version)
    {
        int end = version.AsSpan().IndexOfAny('-', '+');
        string[] parts = (end < 0 ? version : version[..end]).Split('.');
        return parts.Length == 3
            && parts.All(part => part.Length is > 0 and < 10 && part.All(char.IsAsciiDigit) && (part.Length == 1 || part[0] != '0'))
            && (end < 0 || (end < version.Length - 1 && version.AsSpan(end + 1).IndexOfAnyExcept(SemanticCharacters) < 0));
    }

    private static readonly System.Buffers.SearchValues<char> SemanticCharacters =
        System.Buffers.SearchValues.Create("abcdefghijklmnopqrstuvwxyzABCDEFGHIJKLMNOPQRSTUVWXYZ0123456789.-+");
}
