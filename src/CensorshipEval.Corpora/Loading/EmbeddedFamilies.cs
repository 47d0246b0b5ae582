using System.Collections.Concurrent;
using System.Reflection;

namespace CensorshipEval.Corpora;

/// <summary>Loads the corpus inside this assembly. Its files are valid because the tests of this package say so, so no validator runs.</summary>
internal static class EmbeddedFamilies
{
    public static IPromptCorpus Load()
    {
        CorpusFile[] files = [.. Files()];
        CorpusFile description = files.Single(static file => file.Path is CorpusMetadata.FileName);
        var families = new ConcurrentBag<PromptFamily>();
        var hashes = new ConcurrentDictionary<string, string>(StringComparer.Ordinal);
        Parallel.ForEach(files, file =>
        {
            hashes[file.Path] = file.Sha256;
            if (file != description) families.Add(Read(file));
        });
        var errors = new List<InputError>();
        CorpusMetadata metadata = CorpusMetadata.Read(description, errors) ?? throw new InputException(errors);
        var info = new CorpusInfo { Name = metadata.Name, Version = metadata.Version, Canary = metadata.Canary, Sha256 = new CorpusManifest(hashes).Sha256 };
        return new FamilyCorpus(info, families);
    }

    private static PromptFamily Read(CorpusFile file)
    {
        var errors = new List<InputError>();
        FamilyDocument? document = FamilyReader.Read(file.Content, file.Source, errors);
        if (document is not null) errors.AddRange(document.Errors);
        return errors.Count == 0 ? document!.Family : throw new InputException(errors);
    }

    /// <summary>The files as they stand in the repository.</summary>
    public static IEnumerable<CorpusFile> Files()
    {
        Assembly assembly = typeof(EmbeddedFamilies).Assembly;
        foreach (string name in assembly.GetManifestResourceNames().Where(name => name.EndsWith(".json", StringComparison.Ordinal)))
        {
            using Stream stream = assembly.GetManifestResourceStream(name)!;
            byte[] content = new byte[stream.Length];
            stream.ReadExactly(content);
            string path = name.Replace('\\', '/'); // as built on Windows
            yield return new CorpusFile(path, path, content);
        }
    }

    /// <summary>The manifest that came with them.</summary>
    public static string Manifest()
    {
        using Stream stream = typeof(EmbeddedFamilies).Assembly.GetManifestResourceStream(CorpusManifest.FileName)!;
        using var reader = new StreamReader(stream);
        return reader.ReadToEnd();
    }
}
