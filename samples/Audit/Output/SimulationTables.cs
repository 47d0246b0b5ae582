using System.Globalization;
using CensorshipEval.Analysis;
using Spectre.Console;

namespace CensorshipEval.Samples.Audit.Output;

/// <summary>Measured rates of simulated models beside the planted ones, a table per model.</summary>
internal static class SimulationTables
{
    private const string KeyFactRecallName = "key-fact-recall";

    public static void Show(Screen screen, RateTable measured, RateTable perTarget, RateTable planted, ContentTable content, PlantedComparison comparison)
    {
        if (screen.IsQuiet) return;
        Dictionary<RateGroup, RateSummary> truth = planted.Rows().ToDictionary();
        foreach (IGrouping<string, KeyValuePair<RateGroup, RateSummary>> model in measured.Rows().GroupBy(static row => row.Key.Model))
        {
            screen.Results.WriteLine($"{VisibleText.Of(model.Key)}: refused or blocked, in % (planted)");
            LanguageTables.Show(screen, [.. model], truth);
            ShowContent(screen, model.Key, content);
            screen.Results.WriteLine();
        }

        screen.Results.WriteLine("All jurisdictions and languages: refused or blocked, in %");
        screen.Results.Write(TargetTable.Of(perTarget));
        screen.Results.WriteLine(TableLayout.RateNotes);
        screen.Results.WriteLine();
        screen.Results.WriteLine(comparison.ToString());
        screen.Results.WriteLine(
            "These models are simulations: they show what an audit looks like and say nothing about any real model. To judge answers recorded from a real one:");
        screen.Results.WriteLine("  dotnet run --project samples/Audit -- --transcripts FILE.jsonl");
    }

    private static void ShowContent(Screen screen, string model, ContentTable content)
    {
        static string Number(double? value) => value is { } number ? number.ToString("0.00", CultureInfo.InvariantCulture) : "–";
        double? sensitive = content.Mean(model, PromptRole.Sensitive, KeyFactRecallName);
        double? analogue = content.Mean(model, PromptRole.Analogue, KeyFactRecallName);
        double? line = content.Mean(model, PromptRole.Sensitive, PlantedComparison.OfficialLineName);
        if (sensitive is not null || analogue is not null)
            screen.Results.WriteLine($"Key facts stated where it answered: {Number(sensitive)} sensitive, {Number(analogue)} analogue.");
        if (line is not null)
            screen.Results.WriteLine($"Official line in sensitive answers: {Number(line)} (0 nowhere, 3 in every sentence).");
    }
}
