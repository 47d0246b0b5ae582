using System.Globalization;
using CensorshipEval.Analysis;
using Spectre.Console;

namespace CensorshipEval.Samples.Audit.Output;

/// <summary>What gives cause to doubt that the model alone answered, a line each.</summary>
internal static class ServingLines
{
    private const int MostNotes = 3;

    // Fewer are told by the column of what is missing.
    private const double ManyEmpty = 0.05;

    public static void Show(Screen screen, IReadOnlyList<ServingSummary> targets, IReadOnlyList<string> warnings)
    {
        if (screen.IsQuiet) return;
        ILookup<FindingSeverity, ServingFinding> findings = targets.SelectMany(static target => target.Findings).ToLookup(static finding => finding.Severity);
        int notes = findings[FindingSeverity.Information].Count();
        string[] lines =
        [
            .. findings[FindingSeverity.Warning].Select(static finding => $"! {finding.TargetId}: {finding.Message}"),
            .. findings[FindingSeverity.Information].Take(MostNotes).Select(static finding => $"  {finding.TargetId}: {finding.Message}"),
            .. notes > MostNotes ? new[] { $"  {Counted.Of(notes - MostNotes, "more note")}: see serving in the summary (--json)." } : [],
            .. targets.Where(static target => target.EmptyAnswers.Empty > ManyEmpty * target.Returned && target.Findings.All(static finding => finding.Kind is not ServingFindingKind.EmptyUnderLoad)).Select(Empty),
            .. warnings.Select(static warning => $"! {warning}"),
        ];
        if (lines.Length == 0) return;
        screen.Results.WriteLine();
        screen.Results.WriteLine("Noticed about the answers");
        foreach (string line in lines) screen.Results.WriteLine(VisibleText.Of(line));
    }

    private static string Empty(ServingSummary target)
    {
        EmptyAnswers empty = target.EmptyAnswers;
        string again = empty.AskedAgain == 0 ? "" : string.Create(CultureInfo.InvariantCulture, $" Asked again, {empty.AnsweredAgain} of {empty.AskedAgain} were answered.");
        string load = empty.NotToldBecause is { } why ? $" Whether that comes with load cannot be told: {why}" : " They did not come more often under load.";
        return string.Create(CultureInfo.InvariantCulture, $"! {target.TargetId}: {empty.Empty} of {target.Returned} answers were empty.{again}{load}");
    }
}
