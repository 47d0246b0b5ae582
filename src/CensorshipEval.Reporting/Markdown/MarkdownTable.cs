using System.Text;
using CensorshipEval.Reporting.Figures;
using CensorshipEval.Reporting.Tables;

namespace CensorshipEval.Reporting.Markdown;

/// <summary>A table in the dialect of GitHub. The ends of an interval stand with their value in one cell, which a comment's width needs.</summary>
internal static class MarkdownTable
{
    /// <summary>Its head and its rows as lines.</summary>
    public static (string Head, IReadOnlyList<string> Rows) Of(ReportTable table)
    {
        Cell[] cells = [.. Cells(table)];
        return (Head([.. cells.Select(static cell => (cell.Label, cell.IsNumeric))]), [.. table.Rows.Select(row => Row(cells.Select(cell => cell.Show(row))))]);
    }

    public static string Head(IReadOnlyList<(string Label, bool IsNumeric)> columns) =>
        $"{Row(columns.Select(static column => column.Label))}\n|{string.Concat(columns.Select(static column => column.IsNumeric ? " --: |" : " --- |"))}";

    public static string Row(IEnumerable<string> cells)
    {
        var line = new StringBuilder("|");
        foreach (string cell in cells) line.Append(' ').Append(MarkdownText.Cell(cell)).Append(" |");
        return line.ToString();
    }

    private static IEnumerable<Cell> Cells(ReportTable table)
    {
        const string from = ": from";
        int[] visible = [.. table.Visible.Where(column => !IsEmpty(table, column))];
        for (int i = 0; i < visible.Length; i++)
        {
            int at = visible[i];
            ReportColumn column = table.Columns[at];
            if (i + 2 < visible.Length && table.Columns[visible[i + 1]].Label == "from" && table.Columns[visible[i + 2]].Label == "to")
            {
                (int low, int high) = (visible[i + 1], visible[i + 2]);
                yield return new Cell($"{column.Label} (interval)", IsNumeric: true, row => row[at] is null ? Shown.None : $"{column.Show(row[at])} {(row[low] is null ? "(none)" : $"({Range(column, row[low], row[high])})")}");
                i += 2;
            }
            else if (column.Label!.EndsWith(from, StringComparison.Ordinal) && i + 1 < visible.Length && table.Columns[visible[i + 1]].Label == "to")
            {
                int high = visible[i + 1];
                yield return new Cell(column.Label[..^from.Length], IsNumeric: true, row => row[at] is null ? Shown.None : Range(column, row[at], row[high]));
                i++;
            }
            else
            {
                yield return new Cell(column.Label, column.IsNumeric, row => column.Show(row[at]));
            }
        }
    }

    // A dash between numbers with signs would be read as one.
    private static string Range(ReportColumn column, object? low, object? high) => $"{column.Show(low)}{(column.Kind is ColumnKind.Share ? "–" : " to ")}{column.Show(high)}";

    // A flag that nobody has takes a column for nothing.
    private static bool IsEmpty(ReportTable table, int column) =>
        table.Columns[column].Kind is ColumnKind.Flag or ColumnKind.Text or ColumnKind.Count && table.Rows.All(row => row[column] is null or false or "");

    private sealed record Cell(string Label, bool IsNumeric, Func<object?[], string> Show);
}
