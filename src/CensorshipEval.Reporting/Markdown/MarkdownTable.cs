using System.Text;
using CensorshipEval.Reporting.Tables;

namespace CensorshipEval.Reporting.Markdown;

/// <summary>A table in the dialect of GitHub.</summary>
internal static class MarkdownTable
{
    /// <summary>Its head and its rows as lines.</summary>
    public static (string Head, IReadOnlyList<string> Rows) Of(ReportTable table)
    {
        int[] visible = [.. table.Visible.Where(column => !IsEmpty(table, column))];
        var head = new StringBuilder("|");
        foreach (int column in visible) head.Append(' ').Append(MarkdownText.Of(table.Columns[column].Label!)).Append(" |");
        head.Append("\n|");
        foreach (int column in visible) head.Append(table.Columns[column].IsNumeric ? " --: |" : " --- |");
        return (head.ToString(), [.. table.Rows.Select(row => Row(visible.Select(column => table.Columns[column].Show(row[column]))))]);
    }

    public static string Row(IEnumerable<string> cells)
    {
        var line = new StringBuilder("|");
        foreach (string cell in cells) line.Append(' ').Append(MarkdownText.Of(cell)).Append(" |");
        return line.ToString();
    }

    // A flag that nobody has takes a column for nothing.
    private static bool IsEmpty(ReportTable table, int column) =>
        table.Columns[column].Kind is ColumnKind.Flag or ColumnKind.Text && table.Rows.All(row => table.Columns[column].Show(row[column]).Length == 0);
}
