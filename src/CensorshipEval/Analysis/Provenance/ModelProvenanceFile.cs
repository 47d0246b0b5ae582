using CensorshipEval.Corpora;

namespace CensorshipEval.Analysis;

/// <summary>Loads a file of origins.</summary>
internal static class ModelProvenanceFile
{
    private const string Expected = "a file of model origins: a JSON object with a list of models";

    public static async Task<IReadOnlyDictionary<string, ModelProvenance>> LoadAsync(string path, CancellationToken cancellationToken)
    {
        string source = VisibleText.Of(path);
        byte[] utf8 = await InputFile.ReadAsync(path, Expected, cancellationToken).ConfigureAwait(false);

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
