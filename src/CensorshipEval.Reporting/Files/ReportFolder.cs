namespace CensorshipEval.Reporting.Files;

/// <summary>The folder that a report is written to.</summary>
internal static class ReportFolder
{
    /// <summary>Makes sure that it is there; gives its full path.</summary>
    /// <exception cref="InputException">It is a file, lies below one, or may not be written to.</exception>
    public static string Create(string path)
    {
        string full = Path.GetFullPath(path);
        if (File.Exists(full)) throw Unfit(path, "a file");
        try
        {
            Directory.CreateDirectory(full);
        }
        catch (Exception exception) when (exception is IOException or UnauthorizedAccessException)
        {
            throw Unfit(path, VisibleText.Of(exception.Message));
        }

        return full;
    }

    private static InputException Unfit(string path, string found) => new(new InputError(VisibleText.Of(path), null, null, found, "a folder that can be made and written to"));
}
