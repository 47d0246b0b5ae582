using System.Text;
using CensorshipEval.Reporting.Tables;

namespace CensorshipEval.Reporting.Markdown;

/// <summary>A table in the dialect of GitHub. The ends of an interval stand with their value in one cell, which a comment's width needs.</summary>
internal static class MarkdownTable
{
    /// <summary>Its head and its rows as lines.</summary>
    public static (string Head, IReadOnlyList<string> Rows) Of(ReportTable table)
    {
        ReadColumn[] cells = [.. ReadColumn.Of(table, isNarrow: true)];
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
}
