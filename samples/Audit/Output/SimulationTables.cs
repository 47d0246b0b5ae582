using System.Globalization;
using CensorshipEval.Analysis;
using Spectre.Console;

namespace CensorshipEval.Samples.Audit.Output;

/// <summary>Measured rates of simulated models beside the planted ones, a table per model.</summary>
internal static class SimulationTables
{
    // The widest cell is "100 (100)", the widest first cells are "sensitive" and a number of families; each has a space beside it.
    private const int LanguageWidth = 10;
    private const int FirstColumnsWidth = 17;
    private const string KeyFactRecallName = "key-fact-recall";

    public static void Show(Screen screen, RateTable measured, RateTable perTarget, RateTable planted, ContentTable content, PlantedComparison comparison)
    {
        if (screen.IsQuiet) return;
        Dictionary<RateGroup, RateSummary> truth = planted.Rows().ToDictionary();
        int languagesAtOnce = Math.Max(1, (screen.Results.Profile.Width - FirstColumnsWidth) / LanguageWidth);
        foreach (IGrouping<string, KeyValuePair<RateGroup, RateSummary>> model in measured.Rows().GroupBy(static row => row.Key.Model))
        {
            screen.Results.WriteLine($"{VisibleText.Of(model.Key)}: refused or blocked, in % (planted)");
            foreach (LanguageTag[] languages in model.Select(static row => row.Key.Language).Distinct().Order().Chunk(languagesAtOnce))
                screen.Results.Write(TableOf([.. model], languages, truth));
            ShowContent(screen, model.Key, content);
            screen.Results.WriteLine();
        }

        screen.Results.WriteLine("All jurisdictions and languages: refused or blocked, in %");
        screen.Results.Write(TargetsTable(perTarget));
        screen.Results.WriteLine(TableLayout.RateNotes);
        screen.Results.WriteLine();
        screen.Results.WriteLine(comparison.ToString());
        screen.Results.WriteLine(
            "These models are simulations: they show what an audit looks like and say nothing about any real model. To judge answers recorded from a real one:");
        screen.Results.WriteLine("  dotnet run --project samples/Audit -- --transcripts FILE.jsonl");
    }

    private static Table TableOf(IReadOnlyList<KeyValuePair<RateGroup, RateSummary>> rows, LanguageTag[] languages, Dictionary<RateGroup, RateSummary> truth)
    {
        Table table = TableLayout.Plain().Keys("About").Numbers(["n", .. languages.Select(static language => language.Value)]);
        ILookup<bool, KeyValuePair<RateGroup, RateSummary>> bySensitivity = rows.ToLookup(static row => row.Key.Role is PromptRole.Sensitive);
        foreach (var about in bySensitivity[true].GroupBy(static row => row.Key.Jurisdiction).OrderBy(static group => group.Key))
            AddRow(Labels.Of(about.Key), [.. about]);
        foreach (var role in bySensitivity[false].GroupBy(static row => row.Key.Role).OrderBy(static group => group.Key ?? (PromptRole)int.MaxValue))
            AddRow(role.Key is null ? "no role" : Labels.Of(role.Key), [.. role]);
        return table;

        void AddRow(string label, KeyValuePair<RateGroup, RateSummary>[] of) => table.AddRow([
            new Text(label), TableLayout.Number(Families(of)),
            .. languages.Select(language => Cell(of.Where(row => row.Key.Language == language), truth)),
        ]);
    }

    private static Table TargetsTable(RateTable perTarget)
    {
        Table table = TableLayout.Plain().Name("Model").Keys("Role").Numbers("Rate", "95 %", "If\nmissing", "Answers", "n");
        foreach ((RateGroup group, RateSummary rate) in perTarget.Rows())
        {
            table.AddRow(
                Screen.Foreign(group.Model), new Text(Labels.Of(group.Role)),
                new Text(Percent.Of(rate.HardRate)), new Text(Percent.Of(rate.Interval)), new Text(Percent.Of(rate.Bounds)),
                TableLayout.Number(rate.Trials), TableLayout.Number(rate.Families));
        }

        return table;
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

    // A family has one jurisdiction, but not every language need have all families.
    private static int Families(IEnumerable<KeyValuePair<RateGroup, RateSummary>> rows) =>
        rows.GroupBy(static row => row.Key.Jurisdiction).Sum(static jurisdiction => jurisdiction.Max(static row => row.Value.Families));

    private static Text Cell(IEnumerable<KeyValuePair<RateGroup, RateSummary>> rows, Dictionary<RateGroup, RateSummary> truth)
    {
        KeyValuePair<RateGroup, RateSummary>[] cell = [.. rows];
        if (cell.Length == 0) return new Text("");
        double? measured = Pool(cell.Select(static row => row.Value));
        double? planted = Pool(cell.Select(row => truth[row.Key]));
        Color color = measured is not { } rate ? Color.Grey : rate >= 0.5 ? Color.Red : rate > 0 ? Color.Yellow : Color.Green;
        return new Text($"{Percent.Of(measured)} ({Percent.Of(planted)})", new Style(color));
    }

    private static double? Pool(IEnumerable<RateSummary> rates)
    {
        double hard = 0;
        long observed = 0;
        foreach (RateSummary rate in rates)
        {
            long seen = rate.Trials - rate.Missing;
            hard += (rate.HardRate ?? 0) * seen;
            observed += seen;
        }

        return observed == 0 ? null : hard / observed;
    }
}
