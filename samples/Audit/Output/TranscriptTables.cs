using CensorshipEval.Analysis;
using Spectre.Console;

namespace CensorshipEval.Samples.Audit.Output;

/// <summary>Rates of recorded answers and where blocks were observed, a row per group in each.</summary>
internal static class TranscriptTables
{
    public static void Show(Screen screen, RateTable rates)
    {
        if (screen.IsQuiet) return;
        IReadOnlyList<KeyValuePair<RateGroup, RateSummary>> rows = rates.Rows();
        bool jurisdictions = rows.Any(static row => row.Key.Jurisdiction != Jurisdiction.None);
        bool roles = rows.Any(static row => row.Key.Role is not null);

        screen.Results.WriteLine("Refused or blocked, in %");
        Table table = Keyed(jurisdictions, roles).Numbers("Rate", "95 %", "If\nmissing", "Answers", "n");
        foreach ((RateGroup group, RateSummary rate) in rows)
        {
            table.AddRow([
                .. Keys(group, jurisdictions, roles),
                new Text(Percent.Of(rate.HardRate)), new Text(Percent.Of(rate.Interval)), new Text(Percent.Of(rate.Bounds)),
                TableLayout.Number(rate.Trials), TableLayout.Number(rate.Families),
            ]);
        }

        screen.Results.Write(table);
        screen.Results.WriteLine(TableLayout.RateNotes);
        screen.Results.WriteLine();
        ShowPlaces(screen, rows, jurisdictions, roles);
    }

    private static void ShowPlaces(Screen screen, IReadOnlyList<KeyValuePair<RateGroup, RateSummary>> rows, bool jurisdictions, bool roles)
    {
        screen.Results.WriteLine("Where it was observed, in answers");
        Table table = Keyed(jurisdictions, roles).Numbers("Input", "Output", "Re-\ntracted", "In\ntext", "Missing");
        foreach ((RateGroup group, RateSummary rate) in rows)
        {
            table.AddRow([
                .. Keys(group, jurisdictions, roles),
                TableLayout.Number(rate.Deliveries[Delivery.InputBlocked]), TableLayout.Number(rate.Deliveries[Delivery.OutputBlocked]),
                TableLayout.Number(rate.Deliveries[Delivery.Retracted]), TableLayout.Number(rate.Engagements[Engagement.Refused]),
                TableLayout.Number(rate.Missing),
            ]);
        }

        screen.Results.Write(table);
        screen.Results.WriteLine(
            "Input: blocked before any text. Output: stopped within the text. Retracted: shown, then withdrawn. In text: the answer itself refuses. " +
            "Missing: nothing that could be judged.");
    }

    private static Table Keyed(bool jurisdictions, bool roles)
    {
        Table table = TableLayout.Plain().Name("Model");
        if (jurisdictions) table.Keys("About");
        table.Keys("Language");
        if (roles) table.Keys("Role");
        return table;
    }

    private static IEnumerable<Text> Keys(RateGroup group, bool jurisdictions, bool roles)
    {
        yield return Screen.Foreign(group.Model);
        if (jurisdictions) yield return new Text(Labels.Of(group.Jurisdiction));
        yield return new Text(group.Language.Value);
        if (roles) yield return new Text(Labels.Of(group.Role));
    }
}
