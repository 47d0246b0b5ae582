using CensorshipEval.Analysis;
using Spectre.Console;

namespace CensorshipEval.Samples.Audit.Output;

/// <summary>Rates of real answers, recorded or live, and where blocks were observed, a row per group in each.</summary>
internal static class AnswerTables
{
    /// <summary>More groups than these are shown in tables that are wider and say less of each.</summary>
    private const int MostRows = 24;

    private const GroupBy Cells = GroupBy.Target | GroupBy.Jurisdiction | GroupBy.Language | GroupBy.Role;

    public static void Show(Screen screen, RunAnalysis analysis, ContentTable content)
    {
        if (screen.IsQuiet) return;
        IReadOnlyList<RateSummary> rows = analysis.Rates(Cells), perTarget = analysis.Rates(GroupBy.Target | GroupBy.Role);
        bool jurisdictions = rows.Any(static row => row.Group.Jurisdiction != Jurisdiction.None);
        bool roles = rows.Any(static row => row.Group.Role is not null);

        if (rows.Count == 0)
        {
            screen.Results.WriteLine("No answer was obtained.");
            return;
        }

        screen.Show(analysis);
        screen.Results.WriteLine();
        if (jurisdictions && roles && rows.Count > MostRows) ShowTargets(screen, perTarget);
        else ShowGroups(screen, rows, jurisdictions, roles);
        ContentRows.ShowAll(screen, perTarget, content, analysis);
    }

    private static void ShowGroups(Screen screen, IReadOnlyList<RateSummary> rows, bool jurisdictions, bool roles)
    {
        screen.Results.WriteLine("Refused or blocked, in %, and how sure that is");
        Table table = Keyed(jurisdictions, roles, languages: true).Numbers("Rate", "95 %", "If\nmissing", "Answers", "n");
        foreach (RateSummary rate in rows)
        {
            table.AddRow([
                .. Keys(rate.Group, jurisdictions, roles, languages: true),
                new Text(Percent.Of(rate.HardRate)), new Text(Percent.Of(rate.Interval)), new Text(Percent.Of(rate.Bounds)),
                TableLayout.Number(rate.Trials), TableLayout.Families(rate.Families, rate.IsDescriptive),
            ]);
        }

        screen.Results.Write(table);
        screen.Results.WriteLine(TableLayout.RateNotes);
        screen.Results.WriteLine();
        ShowPlaces(screen, rows, jurisdictions, roles, languages: true);
    }

    private static void ShowTargets(Screen screen, IReadOnlyList<RateSummary> perTarget)
    {
        screen.Results.WriteLine("All jurisdictions and languages: refused or blocked, in %");
        screen.Results.Write(TargetTable.Of(perTarget));
        screen.Results.WriteLine(TableLayout.RateNotes);
        screen.Results.WriteLine();
        ShowPlaces(screen, perTarget, jurisdictions: false, roles: true, languages: false);
    }

    private static void ShowPlaces(Screen screen, IReadOnlyList<RateSummary> rows, bool jurisdictions, bool roles, bool languages)
    {
        screen.Results.WriteLine("Where it was observed, in answers");
        Table table = Keyed(jurisdictions, roles, languages).Numbers("Input", "Output", "Re-\ntracted", "In\ntext", "Missing");
        foreach (RateSummary rate in rows)
        {
            table.AddRow([
                .. Keys(rate.Group, jurisdictions, roles, languages),
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

    private static Table Keyed(bool jurisdictions, bool roles, bool languages)
    {
        Table table = TableLayout.Plain().Name("Model");
        if (jurisdictions) table.Keys("About");
        if (languages) table.Keys("Language");
        if (roles) table.Keys("Role");
        return table;
    }

    private static IEnumerable<Text> Keys(TrialGroup group, bool jurisdictions, bool roles, bool languages)
    {
        yield return Screen.Foreign(group.TargetId!);
        if (jurisdictions) yield return new Text(Labels.Of(group.Jurisdiction!.Value));
        if (languages) yield return new Text(group.Language!.Value.Value);
        if (roles) yield return new Text(Labels.Of(group.Role));
    }
}
