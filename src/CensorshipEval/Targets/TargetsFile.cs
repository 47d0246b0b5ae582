using CensorshipEval.Corpora;

namespace CensorshipEval.Targets;

/// <summary>Loads a targets file.</summary>
internal static class TargetsFile
{
    private const string Expected = "a targets file: a JSON object with a list of targets";

    public static async Task<TargetSet> LoadAsync(string path, CancellationToken cancellationToken)
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
