using System.Buffers;

namespace CensorshipEval.Reporting.Files;

/// <summary>The folder that a report is written to.</summary>
internal static class ReportFolder
{
    private static readonly SearchValues<char> Plain = SearchValues.Create("abcdefghijklmnopqrstuvwxyzABCDEFGHIJKLMNOPQRSTUVWXYZ0123456789-_");

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

    /// <summary>The full path of a file of the report.</summary>
    public static string Place(string root, string name) => Path.Combine(root, name.Replace('/', Path.DirectorySeparatorChar));

    /// <summary>Whether a report has files of that name: all of them are below the folder, and none is anybody else's.</summary>
    public static bool IsOfReport(string name) => name switch
    {
        "report.html" or "summary.md" or "summary.json" or "gates.junit.xml" or "trials.csv" or "trials.jsonl" => true,
        _ when name.StartsWith("tables/", StringComparison.Ordinal) => IsPlain(name["tables/".Length..], ".csv") || IsPlain(name["tables/".Length..], ".jsonl"),
        _ when name.StartsWith("model-cards/", StringComparison.Ordinal) => IsPlain(name["model-cards/".Length..], ".md"),
        _ => false,
    };

    /// <summary>Deletes a file of an older report, where it is one and lies in the folder itself; says whether it was there.</summary>
    /// <exception cref="InputException">It may not be deleted.</exception>
    public static bool Delete(string root, string name)
    {
        string path = Place(root, name);
        // A link to another folder leads out of this one.
        if (!IsOfReport(name) || !File.Exists(path) || (Path.GetDirectoryName(path) is { } below && below != root && new DirectoryInfo(below).LinkTarget is not null)) return false;
        try
        {
            File.Delete(path);
            return true;
        }
        catch (Exception exception) when (exception is IOException or UnauthorizedAccessException)
        {
            throw new InputException(new InputError(VisibleText.Of(path), null, null, VisibleText.Of(exception.Message), "a file of an older report that may be deleted"));
        }
    }

    private static bool IsPlain(string name, string ending) =>
        name.Length > ending.Length && name.EndsWith(ending, StringComparison.Ordinal) && name.AsSpan(0, name.Length - ending.Length).IndexOfAnyExcept(Plain) < 0;

    private static InputException Unfit(string path, string found) => new(new InputError(VisibleText.Of(path), null, null, found, "a folder that can be made and written to"));
}
