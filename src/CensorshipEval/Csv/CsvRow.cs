namespace CensorshipEval.Csv;

/// <summary>One record of a CSV file.</summary>
/// <param name="Line">The line on which it begins, from 1.</param>
/// <param name="Cells">Its cells, as they stand.</param>
internal sealed record CsvRow(int Line, IReadOnlyList<string> Cells);
