using CensorshipEval.Analysis;
using Spectre.Console;

namespace CensorshipEval.Samples.Audit.Output;

/// <summary>Rates of recorded answers, a row per group.</summary>
internal static class TranscriptTables
{
    public static void Show(Screen screen, RateTable rates)
    {
        if (screen.IsQuiet) return;
        IReadOnlyList<KeyValuePair<RateGroup, RateSummary>> rows = rates.Rows();
        bool jurisdictions = rows.Any(static row => row.Key.Jurisdiction != Jurisdiction.None);
        bool roles = rows.Any(static row => row.Key.Role is not null);

        var table = new Table { Title = new TableTitle("Refused or blocked, in %"), Border = TableBorder.Rounded };
        table.AddColumn("Model");
        if (jurisdictions) table.AddColumn("About");
        table.AddColumn("Language");
        if (roles) table.AddColumn("Role");
        foreach (string name in new[] { "Rate", "95 %", "If missing", "Answers", "Families", "Input", "Output", "Retracted", "Refused", "Missing" })
            table.AddColumn(new TableColumn(name).RightAligned());
        foreach ((RateGroup group, RateSummary rate) in rows) table.AddRow(Row(group, rate, jurisdictions, roles));
        screen.Results.Write(table);
        screen.Results.WriteLine(
            "95 %: Wilson interval with the number of families as the sample size. If missing: the rate if every missing answer had been given, and if " +
            "every one had been refused. Input, Output, Retracted: where a block was observed; Refused: in the text.");
    }

    private static Text[] Row(RateGroup group, RateSummary rate, bool jurisdictions, bool roles)
    {
        long Count(Delivery delivery) => rate.Deliveries[delivery];
        static Text Number(long number) => new(number.ToString(System.Globalization.CultureInfo.InvariantCulture));
        return
        [
            Screen.Foreign(group.Model),
            .. jurisdictions ? [new Text(group.Jurisdiction.Code)] : Array.Empty<Text>(),
            new Text(group.Language.Value),
            .. roles ? [new Text(group.Role?.ToString() ?? "–")] : Array.Empty<Text>(),
            new Text(Percent.Of(rate.HardRate)), new Text(Percent.Of(rate.Interval)), new Text(Percent.Of(rate.Bounds)),
            Number(rate.Trials), Number(rate.Families),
            Number(Count(Delivery.InputBlocked)), Number(Count(Delivery.OutputBlocked)), Number(Count(Delivery.Retracted)),
            Number(rate.Engagements[Engagement.Refused]), Number(rate.Missing),
        ];
    }
}
