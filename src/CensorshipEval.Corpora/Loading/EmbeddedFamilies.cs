using System.Reflection;

namespace CensorshipEval.Corpora;

/// <summary>Loads the corpus inside this assembly. Its files are valid because the tests of this package say so, so no validator runs.</summary>
internal static class EmbeddedFamilies
{
    public static IPromptCorpus Load()
    {
        var errors = new List<InputError>();
        var families = new List<PromptFamily>();
        CorpusMetadata? metadata = null;
        CorpusFile[] files = [.. Files()];
        foreach (CorpusFile file in files)
        {
            if (file.Path is CorpusMetadata.FileName)
                metadata = CorpusMetadata.Read(file, errors);
            else if (FamilyReader.Read(file.Content, file.Source, errors) is { } document)
                families.Add(document.Errors.Count == 0 ? document.Family : throw new InputException(document.Errors));
        }

        if (errors.Count > 0) throw new InputException(errors);
        var info = new CorpusInfo
        {
            Name = metadata!.Name,
            Version = metadata.Version,
            Canary = metadata.Canary,
            Sha256 = CorpusManifest.Of(files).Sha256,
        };
        return new FamilyCorpus(info, families);
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
