namespace CensorshipEval.Corpora;

/// <summary>Loads a user's folder of family files.</summary>
internal static class FamilyFolder
{
    private const string SchemaFileName = "family.schema.json";

    // A link that leads back up would otherwise be followed for ever.
    private const int DeepestFolder = 16;

    private static readonly EnumerationOptions Options = new()
    {
        RecurseSubdirectories = true,
        MaxRecursionDepth = DeepestFolder,
        MatchCasing = MatchCasing.CaseInsensitive,
        AttributesToSkip = FileAttributes.Hidden | FileAttributes.System,
        IgnoreInaccessible = false,
    };

    public static async Task<IPromptCorpus> LoadAsync(string folder, CancellationToken cancellationToken)
    {
        string[] paths = List(folder);
        var errors = new List<InputError>();
        var families = new FamilyFiles(errors);
        var files = new List<CorpusFile>();
        var metadata = new CorpusMetadata(NameOf(folder), CorpusMetadata.NoVersion, null);
        foreach (string path in paths)
        {
            if (await ReadAsync(folder, path, errors, cancellationToken).ConfigureAwait(false) is not { } file) continue;
            files.Add(file);
            if (file.Path is CorpusMetadata.FileName)
                metadata = CorpusMetadata.Read(file, errors) ?? metadata;
            else
                families.Add(file);
        }

        if (errors.Count > 0) throw new InputException(errors);
        var info = new CorpusInfo
        {
            Name = metadata.Name, Version = metadata.Version, Canary = metadata.Canary, Sha256 = CorpusManifest.Of(files).Sha256,
        };
        return new FamilyCorpus(info, families.Families);
    }

    /// <summary>The hashes of the files that belong to the corpus, whatever they hold.</summary>
    public static async Task<CorpusManifest> ManifestAsync(string folder, CancellationToken cancellationToken)
    {
        var errors = new List<InputError>();
        var files = new List<CorpusFile>();
        foreach (string path in List(folder))
        {
            if (await ReadAsync(folder, path, errors, cancellationToken).ConfigureAwait(false) is { } file) files.Add(file);
        }

        return errors.Count > 0 ? throw new InputException(errors) : CorpusManifest.Of(files);
    }

    private static string[] List(string folder)
    {
        const string Expected = "a folder of family files (*.json)";
        string source = VisibleText.Of(folder);
        if (!Directory.Exists(folder))
            throw new InputException(new InputError(source, null, null, File.Exists(folder) ? "a file" : "no such folder", Expected));
        try
        {
            string[] paths =
            [
                .. Directory.EnumerateFiles(folder, "*.json", Options)
                    .Where(path => !Path.GetFileName(path).Equals(SchemaFileName, StringComparison.OrdinalIgnoreCase))
                    .OrderBy(path => RelativePath(folder, path), StringComparer.Ordinal),
            ];
            return paths.Any(path => RelativePath(folder, path) is not CorpusMetadata.FileName)
                ? paths
                : throw new InputException(new InputError(source, null, null, "no family file in it", Expected));
        }
        catch (Exception unreadable) when (unreadable is IOException or UnauthorizedAccessException)
        {
            throw new InputException(new InputError(source, null, null, $"a folder that cannot be read ({VisibleText.Of(unreadable.Message)})", Expected));
        }
    }

    private static async Task<CorpusFile?> ReadAsync(string folder, string path, List<InputError> errors, CancellationToken cancellationToken)
    {
        string source = VisibleText.Of(path);
        try
        {
            byte[] content = await File.ReadAllBytesAsync(path, cancellationToken).ConfigureAwait(false);
            if (content.Length > 0) return new CorpusFile(RelativePath(folder, path), source, content);
            errors.Add(new InputError(source, null, null, "an empty file", "a JSON object"));
        }
        catch (Exception unreadable) when (unreadable is IOException or UnauthorizedAccessException)
        {
            errors.Add(new InputError(source, null, null, $"a file that cannot be read ({VisibleText.Of(unreadable.Message)})", "a family file"));
        }

        return null;
    }

    private static string RelativePath(string folder, string path) => Path.GetRelativePath(folder, path).Replace(Path.DirectorySeparatorChar, '/');

    private static string NameOf(string folder) =>
        Path.GetFileName(Path.TrimEndingDirectorySeparator(Path.GetFullPath(folder))) is { Length: > 0 } name ? name : "corpus";
}
