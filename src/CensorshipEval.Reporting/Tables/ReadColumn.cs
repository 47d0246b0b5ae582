using CensorshipEval.Reporting.Figures;

namespace CensorshipEval.Reporting.Tables;

/// <summary>A column as people read it: a value and its interval are one, where files have three.</summary>
/// <param name="Label">Its header.</param>
/// <param name="IsNumeric">Whether values stand to the right.</param>
/// <param name="Show">The text of a row.</param>
internal sealed record ReadColumn(string Label, bool IsNumeric, Func<object?[], string> Show)
{
    /// <summary>The columns of a table that people are shown. A text that no row has is left out.</summary>
    /// <param name="table">The table.</param>
    /// <param name="isNarrow">Whether a flag that no row has is left out, too.</param>
    public static IEnumerable<ReadColumn> Of(ReportTable table, bool isNarrow = false)
    {
        const string from = ": from";
        int[] visible = [.. table.Visible.Where(column => !IsEmpty(table, column, isNarrow))];
        for (int i = 0; i < visible.Length; i++)
        {
            int at = visible[i];
            ReportColumn column = table.Columns[at];
            if (i + 2 < visible.Length && table.Columns[visible[i + 1]].Label == "from" && table.Columns[visible[i + 2]].Label == "to")
            {
                (int low, int high) = (visible[i + 1], visible[i + 2]);
                yield return new ReadColumn($"{column.Label} (interval)", IsNumeric: true, row => row[at] is null ? Shown.None : $"{column.Show(row[at])} {(row[low] is null ? "(none)" : $"({Range(column, row[low], row[high])})")}");
                i += 2;
            }
            else if (column.Label!.EndsWith(from, StringComparison.Ordinal) && i + 1 < visible.Length && table.Columns[visible[i + 1]].Label == "to")
            {
                int high = visible[i + 1];
                yield return new ReadColumn(column.Label[..^from.Length], IsNumeric: true, row => row[at] is null ? Shown.None : Range(column, row[at], row[high]));
                i++;
            }
            else
            {
                yield return new ReadColumn(column.Label, column.IsNumeric, row => column.Show(row[at]));
            }
        }
    }

    // A dash between numbers with signs would be read as one.
    private static string Range(ReportColumn column, object? low, object? high) => $"{column.Show(low)}{(column.Kind is ColumnKind.Share ? "–" : " to ")}{column.Show(high)}";

    // What nobody has takes a column for nothing; but where there is room, a flag that nobody has is an answer.
    private static bool IsEmpty(ReportTable table, int column, bool isNarrow) =>
        (table.Columns[column].Kind is ColumnKind.Text or ColumnKind.Count || (isNarrow && table.Columns[column].Kind is ColumnKind.Flag)) && table.Rows.All(row => row[column] is null or false or "");
}
