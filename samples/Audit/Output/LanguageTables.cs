using CensorshipEval.Analysis;
using Spectre.Console;

namespace CensorshipEval.Samples.Audit.Output;

/// <summary>Hard rates of one target, a row per authority or role and a column per language, beside the planted ones where these are known.</summary>
internal static class LanguageTables
{
    // The widest cell is "100 (100)", the widest first cells are "sensitive" and a number of families; each has a space beside it.
    private const int LanguageWidth = 10;
    private const int FirstColumnsWidth = 17;

    /// <summary>What the rows of the tables are of.</summary>
    public const GroupBy Cells = GroupBy.Target | GroupBy.Jurisdiction | GroupBy.Language | GroupBy.Role;

    public static void Show(Screen screen, IReadOnlyList<RateSummary> rows, Dictionary<TrialGroup, RateSummary>? truth)
    {
        int languagesAtOnce = Math.Max(1, (screen.Results.Profile.Width - FirstColumnsWidth) / LanguageWidth);
        foreach (LanguageTag[] languages in rows.Select(static row => row.Group.Language!.Value).Distinct().Order().Chunk(languagesAtOnce))
            screen.Results.Write(TableOf(rows, languages, truth));
    }

    private static Table TableOf(IReadOnlyList<RateSummary> rows, LanguageTag[] languages, Dictionary<TrialGroup, RateSummary>? truth)
    {
        Table table = TableLayout.Plain().Keys("About").Numbers(["n", .. languages.Select(static language => language.Value)]);
        ILookup<bool, RateSummary> bySensitivity = rows.ToLookup(static row => row.Group.Role is PromptRole.Sensitive);
        foreach (var about in bySensitivity[true].GroupBy(static row => row.Group.Jurisdiction!.Value).OrderBy(static group => group.Key))
            AddRow(Labels.Of(about.Key), [.. about]);
        foreach (var role in bySensitivity[false].GroupBy(static row => row.Group.Role).OrderBy(static group => group.Key ?? (PromptRole)int.MaxValue))
            AddRow(role.Key is null ? "no role" : Labels.Of(role.Key), [.. role]);
        return table;

        void AddRow(string label, RateSummary[] of) => table.AddRow([
            new Text(label), TableLayout.Number(Families(of)),
            .. languages.Select(language => Cell(of.Where(row => row.Group.Language == language), truth)),
        ]);
    }

    // A family has one jurisdiction, but not every language need have all families.
    private static int Families(IEnumerable<RateSummary> rows) =>
        rows.GroupBy(static row => row.Group.Jurisdiction).Sum(static jurisdiction => jurisdiction.Max(static row => row.Families));

    private static Text Cell(IEnumerable<RateSummary> rows, Dictionary<TrialGroup, RateSummary>? truth)
    {
        RateSummary[] cell = [.. rows];
        if (cell.Length == 0) return new Text("");
        double? measured = Pool(cell.Select(static row => row));
        string planted = truth is null ? "" : $" ({Percent.Of(Pool(cell.Select(row => truth[row.Group])))})";
        Color color = measured is not { } rate ? Color.Grey : rate >= 0.5 ? Color.Red : rate > 0 ? Color.Yellow : Color.Green;
        return new Text($"{Percent.Of(measured)}{planted}", new Style(color));
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
