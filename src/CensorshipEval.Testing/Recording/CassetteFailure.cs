using System.Globalization;

namespace CensorshipEval.Testing;

/// <summary>What fails for the sake of a cassette, in words that say what to do.</summary>
internal static class CassetteFailure
{
    private const int MostLines = 4;

    /// <summary>The command that records everything.</summary>
    public static string RecordAgain { get; } = $"dotnet test -e {RecordingOptions.EnvironmentVariable}=1";

    /// <summary>Whether the exception is about a file.</summary>
    public static bool IsOfFiles(Exception exception) => exception is IOException or UnauthorizedAccessException;

    /// <summary>The file cannot be written.</summary>
    /// <param name="path">The file.</param>
    /// <param name="cause">What was thrown.</param>
    /// <param name="wasAsked">Whether an answer is lost by it.</param>
    public static ModelBehaviorException NotWritable(string path, Exception cause, bool wasAsked)
    {
        FailureText text = new FailureText(wasAsked ? "An answer came and could not be recorded: the file cannot be written." : "Nothing can be recorded: the file cannot be written. Nobody was asked.")
            .Add("file", path).Add("why", WhyNot(path, cause))
            .Add("do", wasAsked ? "see to the file, and record again" : "give a path that this user may write to, with its folder, or see to the file");
        return Of(text);
    }

    /// <summary>The file is there and cannot be read.</summary>
    public static ModelBehaviorException NotReadable(string path, Exception? cause)
    {
        FailureText text = new FailureText("The file of recorded answers cannot be read.").Add("file", path).Add("why", WhyNot(path, cause)).Add("do", "give the path of a file that this user may read");
        return Of(text);
    }

    /// <summary>The file holds something else than recorded answers.</summary>
    public static ModelBehaviorException Damaged(string path, InputException damage)
    {
        InputError[] marks = [.. damage.Errors.Where(static error => IsMark(error.Found))];
        IReadOnlyList<InputError> told = marks.Length > 0 ? marks : damage.Errors;
        FailureText text = new FailureText(marks.Length > 0 ? "A merge left a conflict in the file of recorded answers." : told[0].Line is null ? "This is no file of recorded answers." : "The file of recorded answers is damaged.")
            .Add("file", path);
        foreach (InputError error in told.Take(MostLines))
            text.Add(error.Line is { } line ? string.Create(CultureInfo.InvariantCulture, $"line {line}") : "found", IsMark(error.Found) || error.Line is null ? error.Found : $"{(error.Field is null ? "" : $"{error.Field}: ")}{error.Found}; expected {error.Expected}");
        if (told.Count > MostLines) text.Add("and", string.Create(CultureInfo.InvariantCulture, $"{told.Count - MostLines} more"));
        text.Add("do", marks.Length > 0 ? "keep the lines of both sides, each answer once, and delete these marks; or" : null)
            .Add(marks.Length > 0 ? "" : "do", $"delete {(told[0].Line is null || marks.Length > 0 ? "the file" : "these lines, or the file,")} and record again: {RecordAgain}");
        return new ModelBehaviorException(FailureKind.Recording, text.ToString(), damage);
    }

    private static bool IsMark(string found) => found is "<<<<<<<" or "=======" or ">>>>>>>" or "|||||||";

    // Without what was thrown: whoever asks a model takes an exception of files, however deep, for a connection that broke.
    private static ModelBehaviorException Of(FailureText text) => new(FailureKind.Recording, text.ToString());

    /// <summary>How long somebody waited, in words.</summary>
    public static string Seconds(TimeSpan time) => string.Create(CultureInfo.InvariantCulture, $"{time.TotalSeconds:0} seconds");

    private static string WhyNot(string path, Exception? cause)
    {
        if (Directory.Exists(path)) return "it is a folder";
        for (string? folder = Path.GetDirectoryName(path); folder is not null; folder = Path.GetDirectoryName(folder))
        {
            if (File.Exists(folder)) return $"{folder} is a file, and should be a folder";
        }

        return cause is null ? "" : FailureText.Bounded(cause.Message);
    }
}
