namespace CensorshipEval.Corpora;

/// <summary>Where prompts come from: the corpus inside this package, a folder of family files, or a file of single prompts.</summary>
public static class PromptCorpus
{
    private static readonly Lazy<IPromptCorpus> Embedded = new(EmbeddedFamilies.Load);

    /// <summary>The corpus inside this package. Read once, when first asked for.</summary>
    public static IPromptCorpus BuiltIn => Embedded.Value;

    /// <summary>
    /// Reads a folder of family files: every <c>*.json</c> in it and below, except <c>family.schema.json</c> and hidden files.
    /// A <c>corpus.json</c> in the folder itself may give <c>name</c>, <c>version</c> and <c>canary</c>; without it the corpus has
    /// the folder's name and version 0.0.0.
    /// </summary>
    /// <exception cref="InputException">The folder or a file in it cannot be used; holds every error of every file.</exception>
    public static Task<IPromptCorpus> LoadFolderAsync(string path, CancellationToken cancellationToken = default)
    {
        ArgumentException.ThrowIfNullOrWhiteSpace(path);
        return FamilyFolder.LoadAsync(path, cancellationToken);
    }

    /// <summary>
    /// Reads single prompts from a JSON Lines file: <c>id</c>, <c>text</c> and <c>language</c> on each line, and if known <c>topic</c>,
    /// <c>role</c>, <c>form</c>, <c>family</c>, <c>jurisdiction</c> and <c>translation</c>. Other fields are ignored. Prompts of one <c>family</c> count as one
    /// unit of sampling; a prompt without one is its own. The corpus has the file's name and version 0.0.0, and no families.
    /// </summary>
    /// <exception cref="InputException">The file or a line of it cannot be used; holds every error of every line.</exception>
    public static Task<IPromptCorpus> LoadPromptsAsync(string path, CancellationToken cancellationToken = default)
    {
        ArgumentException.ThrowIfNullOrWhiteSpace(path);
        return PromptLines.LoadAsync(path, cancellationToken);
    }
}
