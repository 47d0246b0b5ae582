using CensorshipEval.Reporting.Figures;

namespace CensorshipEval.Reporting.Tables;

/// <summary>Every table of a report, in the order in which it is read; those that would be empty are left out.</summary>
internal static class ReportTables
{
    public static IReadOnlyList<ReportTable> Of(RunFigures figures) =>
        [.. IndexTables.Of(figures).Concat(RateTables.Of(figures)).Concat(FindingTables.Of(figures)).Where(static table => table.Rows.Count > 0)];
}
