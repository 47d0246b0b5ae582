using CensorshipEval.Analysis;
using Spectre.Console;

namespace CensorshipEval.Samples.Audit.Output;

/// <summary>What gives cause to doubt that the model alone answered, a line each.</summary>
internal static class ServingLines
{
    public static void Show(Screen screen, IReadOnlyList<ServingSummary> targets)
    {
        ServingFinding[] findings = [.. targets.SelectMany(static target => target.Findings)];
        if (screen.IsQuiet || findings.Length == 0) return;
        screen.Results.WriteLine();
        screen.Results.WriteLine("Noticed about the answers");
        foreach (ServingFinding finding in findings)
            screen.Results.WriteLine($"{(finding.Severity is FindingSeverity.Warning ? "! " : "  ")}{VisibleText.Of(finding.TargetId)}: {VisibleText.Of(finding.Message)}");
    }
}
