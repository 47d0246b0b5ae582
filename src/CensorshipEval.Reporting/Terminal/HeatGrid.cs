namespace CensorshipEval.Reporting.Terminal;

/// <summary>One table before it is drawn.</summary>
/// <param name="Title">A line above.</param>
/// <param name="RowName">What the rows are.</param>
/// <param name="Languages">Names of the columns.</param>
/// <param name="Rows">The rows; those of other questions last.</param>
internal sealed record HeatGrid(string Title, string RowName, IReadOnlyList<string> Languages, IReadOnlyList<HeatRow> Rows);

/// <summary>One row of it.</summary>
/// <param name="Label">Its name, as it came.</param>
/// <param name="Families">Families that it is about.</param>
/// <param name="IsBelow">Whether it stands below the line: a sum, or other questions.</param>
/// <param name="Cells">A cell per language.</param>
internal sealed record HeatRow(string Label, int Families, bool IsBelow, IReadOnlyList<HeatCell> Cells);
