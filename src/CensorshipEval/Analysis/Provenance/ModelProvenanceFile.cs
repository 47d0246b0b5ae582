using CensorshipEval.Corpora;

namespace CensorshipEval.Analysis;

/// <summary>Loads a file of origins.</summary>
internal static class ModelProvenanceFile
{
    private const string Expected = "a file of model origins: a JSON object with a list of models";

    public static async Task<IReadOnlyDictionary<string, ModelProvenance>> LoadAsync(string path, CancellationToken cancellationToken)
    {
        string source = VisibleText.Of(path);
        if (!File.Exists(path))
            throw new InputException(new InputError(source, null, null, Directory.Exists(path) ? "a folder" : "no such file", Expected));
        byte[] utf8;
        try
        {
            utf8 = await File.ReadAllBytesAsync(path, cancellationToken).ConfigureAwait(false);
        }
        catch (Exception unreadable) when (unreadable is IOException or UnauthorizedAccessException)
        {
            throw new InputException(new InputError(source, null, null, $"a file that cannot be read ({VisibleText.Of(unreadable.Message)})", Expected));
        }

        return Read(utf8, source, isBuiltIn: false).Patterns;
    }

    internal static ModelProvenanceEntries Read(ReadOnlyMemory<byte> utf8, string source, bool isBuiltIn)
    {
        var errors = new List<InputError>();
        JsonText? text = JsonText.Parse(utf8, source, errors);
        ModelProvenanceEntries? entries = null;
        if (text is not null && text.Root.RequireObject(errors))
        {
            DuplicateNames.Report(text, errors);
            entries = new ModelProvenanceReader(errors, isBuiltIn).Read(text.Root);
        }

        return errors.Count == 0 && entries is not null ? entries : throw new InputException(errors);
    }
}
