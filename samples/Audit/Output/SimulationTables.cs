using CensorshipEval.Analysis;
using Spectre.Console;

namespace CensorshipEval.Samples.Audit.Output;

/// <summary>Measured rates of simulated models beside the planted ones, a table per model.</summary>
internal static class SimulationTables
{
    public static void Show(Screen screen, RunAnalysis measured, RunAnalysis planted, ContentTable content, PlantedComparison comparison)
    {
        if (screen.IsQuiet) return;
        screen.Show(measured, planted);
        IReadOnlyList<RateSummary> perTarget = measured.Rates(GroupBy.Target | GroupBy.Role);
        ContentRows.ShowAll(screen, perTarget, content, measured);
        screen.Results.WriteLine();
        screen.Results.WriteLine("All jurisdictions and languages: refused or blocked, in %");
        screen.Results.Write(TargetTable.Of(perTarget));
        screen.Results.WriteLine(TableLayout.RateNotes);
        screen.Results.WriteLine();
        screen.Results.WriteLine(comparison.Describe(measured, planted));
        screen.Results.WriteLine(
            "These models are simulations: they show what an audit looks like and say nothing about any real model. To judge answers recorded from a real one:");
        screen.Results.WriteLine("  dotnet run --project samples/Audit -- --transcripts FILE.jsonl");
    }
}
