using System.Globalization;

namespace CensorshipEval.Samples.Audit.Output;

/// <summary>The command that goes on with a run, fit for a shell: the run knows its plan, but not where its files are, what to write and how many calls to make at once.</summary>
internal static class ResumeCommand
{
    public static string For(string runId, AuditOptions options)
    {
        string command = $"dotnet run --project samples/Audit -- --resume {Quoted(runId)}";
        foreach ((string option, string? value) in new[]
                 {
                     ("--store", options.Store), ("--prompts", options.Prompts), ("--corpus", options.Corpus), ("--transcripts", options.Transcripts),
                     ("--concurrency", options.Concurrency?.ToString(CultureInfo.InvariantCulture)), ("--json", options.Json), ("--trials", options.Trials), ("--gate", options.Gate),
                     ("--provenance", options.Provenance), ("--panel", Listed(options.Panel)), ("--accuracy", options.Accuracy), ("--annotations", Listed(options.Annotations)),
                     ("--report", options.Report), ("--earlier", Listed(options.Earlier)), ("--bundle", options.Bundle), ("--result-store", options.ResultStore),
                 })
        {
            if (value is not null) command += $" {option} {Quoted(value)}";
        }

        foreach ((string option, string? value) in options.Live.Arguments) command += value is null ? $" {option}" : $" {option} {Quoted(value)}";

        return command;
    }

    private static string? Listed(IReadOnlyList<string> values) => values.Count == 0 ? null : string.Join(',', values);

    public static string Quoted(string text) =>
        text.All(static c => char.IsAsciiLetterOrDigit(c) || c is '-' or '_' or '.' or '/' or ',') ? text : $"'{text.Replace("'", "'\\''", StringComparison.Ordinal)}'";
}
