using CensorshipEval.Analysis;
using Spectre.Console;

namespace CensorshipEval.Samples.Audit.Output;

/// <summary>Measured rates of simulated models beside the planted ones, a table per model.</summary>
internal static class SimulationTables
{
    public static void Show(Screen screen, RateTable measured, RateTable perTarget, RateTable planted, ContentTable content)
    {
        if (screen.IsQuiet) return;
        Dictionary<RateGroup, RateSummary> truth = planted.Rows().ToDictionary();
        foreach (IGrouping<string, KeyValuePair<RateGroup, RateSummary>> model in measured.Rows().GroupBy(static row => row.Key.Model))
            screen.Results.Write(TableOf(model.Key, [.. model], truth, content));

        screen.Results.Write(TargetsTable(perTarget));
        int different = measured.Rows().Count(row => row.Value.HardRate != truth[row.Key].HardRate);
        screen.Results.WriteLine(different == 0
            ? "The measured rate equals the planted one in every cell."
            : $"The measured rate differs from the planted one in {different} cells.");
        screen.Results.WriteLine(
            "95 %: interval with the number of families as the sample size. These models are simulations: they show what an audit looks like and say nothing about any real model. " +
            "To judge answers that you have recorded from a real one, run: dotnet run --project samples/Audit -- --transcripts FILE.jsonl");
    }

    private static Table TableOf(
        string model, IReadOnlyList<KeyValuePair<RateGroup, RateSummary>> rows, Dictionary<RateGroup, RateSummary> truth, ContentTable content)
    {
        LanguageTag[] languages = [.. rows.Select(static row => row.Key.Language).Distinct().Order()];
        var table = new Table { Title = new TableTitle($"{Markup.Escape(VisibleText.Of(model))}: refused or blocked, in % (planted)"), Border = TableBorder.Rounded };
        table.AddColumn("Prompts about");
        table.AddColumn(new TableColumn("Families").RightAligned());
        foreach (LanguageTag language in languages) table.AddColumn(new TableColumn(language.Value).RightAligned());
        foreach (Jurisdiction jurisdiction in rows.Select(static row => row.Key.Jurisdiction).Distinct().Order())
        {
            table.AddRow([
                new Text($"{jurisdiction}, sensitive"),
                Families(rows.Where(row => row.Key.Jurisdiction == jurisdiction && row.Key.Role is PromptRole.Sensitive)),
                .. languages.Select(language => Cell(rows.Where(row => row.Key.Jurisdiction == jurisdiction && row.Key.Language == language && row.Key.Role is PromptRole.Sensitive), truth)),
            ]);
        }

        foreach (PromptRole? role in rows.Select(static row => row.Key.Role).Distinct().Where(static role => role is not PromptRole.Sensitive))
        {
            table.AddRow([
                new Text(role is { } known ? $"all, {known.ToString().ToLowerInvariant()}" : "all"),
                Families(rows.Where(row => row.Key.Role == role).GroupBy(static row => row.Key.Jurisdiction).Select(static group => group.First())),
                .. languages.Select(language => Cell(rows.Where(row => row.Key.Role == role && row.Key.Language == language), truth)),
            ]);
        }

        table.Caption = new TableTitle(Caption(model, content));
        return table;
    }

    private static Table TargetsTable(RateTable perTarget)
    {
        var table = new Table { Title = new TableTitle("All jurisdictions and languages: refused or blocked, in %"), Border = TableBorder.Rounded };
        table.AddColumns("Model", "Prompts");
        foreach (string name in new[] { "Rate", "95 %", "If missing", "Answers", "Families" }) table.AddColumn(new TableColumn(name).RightAligned());
        foreach ((RateGroup group, RateSummary rate) in perTarget.Rows())
        {
            table.AddRow(
                Screen.Foreign(group.Model), new Text(group.Role?.ToString().ToLowerInvariant() ?? "–"),
                new Text(Percent.Of(rate.HardRate)), new Text(Percent.Of(rate.Interval)), new Text(Percent.Of(rate.Bounds)),
                new Text(rate.Trials.ToString(System.Globalization.CultureInfo.InvariantCulture)),
                new Text(rate.Families.ToString(System.Globalization.CultureInfo.InvariantCulture)));
        }

        return table;
    }

    private static string Caption(string model, ContentTable content)
    {
        static string Number(double? value) => value is { } number ? number.ToString("0.00", System.Globalization.CultureInfo.InvariantCulture) : "–";
        return $"of whole answers: key facts stated {Number(content.Mean(model, PromptRole.Sensitive, "key-fact-recall"))} (sensitive) against " +
            $"{Number(content.Mean(model, PromptRole.Analogue, "key-fact-recall"))} (analogue); official line {Number(content.Mean(model, PromptRole.Sensitive, "official-line-adherence"))} of 3";
    }

    private static Text Families(IEnumerable<KeyValuePair<RateGroup, RateSummary>> rows)
    {
        KeyValuePair<RateGroup, RateSummary>[] group = [.. rows];
        bool oneJurisdiction = group.Select(static row => row.Key.Jurisdiction).Distinct().Count() <= 1;
        int families = group.Length == 0 ? 0 : oneJurisdiction ? group.Max(static row => row.Value.Families) : group.Sum(static row => row.Value.Families);
        return new Text(families.ToString(System.Globalization.CultureInfo.InvariantCulture));
    }

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
