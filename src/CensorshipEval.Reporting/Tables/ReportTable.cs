namespace CensorshipEval.Reporting.Tables;

/// <summary>A table of a report, made once and written as HTML, Markdown, CSV and JSON lines. A value is a string, a <see cref="NamedCode"/>, an int, a long, a double, a bool or <see langword="null"/>.</summary>
internal sealed class ReportTable
{
    public ReportTable(string name, string title, string note, IReadOnlyList<ReportColumn> columns, IReadOnlyList<object?[]> rows)
    {
        (Name, Title, Note, Columns, Rows) = (name, title, note, columns, rows);
        if (rows.FirstOrDefault(row => row.Length != columns.Count) is { } wrong)
            throw new ArgumentException($"A row of {wrong.Length} values in a table of {columns.Count} columns.", nameof(rows));
    }

    /// <summary>Its name in files: lower case and hyphens.</summary>
    public string Name { get; }

    /// <summary>Its title for people.</summary>
    public string Title { get; }

    /// <summary>How to read it, in a sentence or more; may be empty.</summary>
    public string Note { get; }

    /// <summary>What tables that share their note are together; empty for a table by itself.</summary>
    public string Section { get; init; } = "";

    public IReadOnlyList<ReportColumn> Columns { get; }

    public IReadOnlyList<object?[]> Rows { get; }

    /// <summary>Numbers of the columns that people are shown.</summary>
    public IEnumerable<int> Visible => Enumerable.Range(0, Columns.Count).Where(column => Columns[column].Label is not null);
}
