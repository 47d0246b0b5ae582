using System.Security.Cryptography;
using System.Text;

namespace CensorshipEval.Corpora;

/// <summary>The files of a corpus with their SHA-256, as <c>sha256sum</c> writes them: a line <c>hash  path</c> for each, sorted by path.</summary>
/// <param name="Files">Path within the corpus, with forward slashes, and SHA-256 in lower-case hexadecimal digits.</param>
public sealed record CorpusManifest(IReadOnlyDictionary<string, string> Files)
{
    private static readonly System.Buffers.SearchValues<char> HexDigits = System.Buffers.SearchValues.Create("0123456789abcdef");

    /// <summary>The file that holds it, beside the corpus.</summary>
    public const string FileName = "manifest.sha256";

    /// <summary>The manifest that came with the built-in corpus.</summary>
    public static CorpusManifest BuiltIn => Parse(EmbeddedFamilies.Manifest());

    /// <summary>One hash for all of it: the SHA-256 of the manifest's text, which is that of the corpus in <see cref="CorpusInfo.Sha256"/>.</summary>
    public string Sha256 => Convert.ToHexStringLower(SHA256.HashData(Encoding.UTF8.GetBytes(ToString())));

    /// <summary>The manifest of the built-in corpus as it is.</summary>
    public static CorpusManifest OfBuiltIn() => Of(EmbeddedFamilies.Files());

    /// <summary>The manifest of a folder of family files as it is.</summary>
    /// <exception cref="InputException">The folder or a file in it cannot be read.</exception>
    public static Task<CorpusManifest> OfFolderAsync(string path, CancellationToken cancellationToken = default)
    {
        ArgumentException.ThrowIfNullOrWhiteSpace(path);
        return FamilyFolder.ManifestAsync(path, cancellationToken);
    }

    /// <summary>Reads a manifest.</summary>
    /// <exception cref="InputException">A line is none of a manifest.</exception>
    public static CorpusManifest Parse(string text, string source = FileName)
    {
        ArgumentNullException.ThrowIfNull(text);
        var files = new SortedDictionary<string, string>(StringComparer.Ordinal);
        string[] lines = text.Split('\n');
        for (int i = 0; i < lines.Length; i++)
        {
            string line = lines[i].TrimEnd('\r');
            if (line.Length == 0) continue;
            if (line.Length < 67 || line[64..66] is not ("  " or " *") || line.AsSpan(0, 64).ContainsAnyExcept(HexDigits) || !files.TryAdd(line[66..], line[..64]))
                throw new InputException(new InputError(VisibleText.Of(source), i + 1, null, VisibleText.Quote(line), "a SHA-256, two spaces and a path, each path once"));
        }

        return new CorpusManifest(files);
    }

    /// <summary>What differs between this and the files as they are; nothing where they are the same.</summary>
    /// <param name="actual">The files as they are.</param>
    public IReadOnlyList<string> Differences(CorpusManifest actual)
    {
        ArgumentNullException.ThrowIfNull(actual);
        List<string> differences =
        [
            .. Files.Keys.Except(actual.Files.Keys, StringComparer.Ordinal).Select(static path => $"{path} is missing"),
            .. actual.Files.Keys.Except(Files.Keys, StringComparer.Ordinal).Select(static path => $"{path} is new"),
            .. Files.Where(file => actual.Files.TryGetValue(file.Key, out string? hash) && hash != file.Value).Select(static file => $"{file.Key} was changed"),
        ];
        differences.Sort(StringComparer.Ordinal);
        return differences;
    }

    /// <summary>Whether the content is another than this says while <c>corpus.json</c>, and with it the version, is the same.</summary>
    /// <param name="actual">The files as they are.</param>
    public bool NeedsNewVersion(CorpusManifest actual)
    {
        ArgumentNullException.ThrowIfNull(actual);
        return Differences(actual).Count > 0 && Files.GetValueOrDefault(CorpusMetadata.FileName) == actual.Files.GetValueOrDefault(CorpusMetadata.FileName);
    }

    /// <summary>The lines.</summary>
    public override string ToString() =>
        string.Concat(Files.OrderBy(static file => file.Key, StringComparer.Ordinal).Select(static file => $"{file.Value}  {VisibleText.Of(file.Key)}\n"));

    internal static CorpusManifest Of(IEnumerable<CorpusFile> files) => new(files.ToDictionary(static file => file.Path, static file => file.Sha256, StringComparer.Ordinal));
}
