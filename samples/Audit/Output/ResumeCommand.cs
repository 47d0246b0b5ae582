namespace CensorshipEval.Samples.Audit.Output;

/// <summary>The command that goes on with a run, fit for a shell: the run knows its plan, but not where its files are.</summary>
internal static class ResumeCommand
{
    public static string For(string runId, AuditOptions options)
    {
        string command = $"dotnet run --project samples/Audit -- --resume {Quoted(runId)}";
        foreach ((string option, string? path) in new[] { ("--store", options.Store), ("--prompts", options.Prompts), ("--corpus", options.Corpus), ("--transcripts", options.Transcripts) })
        {
            if (path is not null) command += $" {option} {Quoted(path)}";
        }

        return command;
    }

    private static string Quoted(string text) =>
        text.All(static c => char.IsAsciiLetterOrDigit(c) || c is '-' or '_' or '.' or '/') ? text : $"'{text.Replace("'", "'\\''", StringComparison.Ordinal)}'";
}
