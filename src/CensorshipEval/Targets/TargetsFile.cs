using CensorshipEval.Corpora;

namespace CensorshipEval.Targets;

/// <summary>Loads a targets file.</summary>
internal static class TargetsFile
{
    private const string Expected = "a targets file: a JSON object with a list of targets";

    public static async Task<TargetSet> LoadAsync(string path, CancellationToken cancellationToken)
    {
        string source = VisibleText.Of(path);
        byte[] utf8 = await InputFile.ReadAsync(path, Expected, cancellationToken).ConfigureAwait(false);

        return Read(utf8, source);
    }

    internal static TargetSet Read(ReadOnlyMemory<byte> utf8, string source)
    {
        var errors = new List<InputError>();
        JsonText? text = JsonText.Parse(utf8, source, errors);
        TargetSet? set = null;
        if (text is not null && text.Root.RequireObject(errors))
        {
            DuplicateNames.Report(text, errors);
            set = new TargetReader(errors).ReadSet(text.Root);
        }

        return errors.Count == 0 && set is not null ? set : throw new InputException([.. errors.Select(KeyShape.Hide)]);
    }
}
