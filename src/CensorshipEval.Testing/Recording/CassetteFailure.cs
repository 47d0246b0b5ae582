using System.Globalization;

namespace CensorshipEval.Testing;

/// <summary>What fails for the sake of a cassette, in words that say what to do.</summary>
internal static class CassetteFailure
{
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
