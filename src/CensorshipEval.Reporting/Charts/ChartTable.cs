namespace CensorshipEval.Reporting.Charts;

/// <summary>The numbers of a drawing, as people read them; the first column names the row.</summary>
/// <param name="Headers">Of every column.</param>
/// <param name="Rows">A text for every column.</param>
/// <param name="AreWords">Whether the columns hold words instead of numbers.</param>
internal sealed record ChartTable(IReadOnlyList<string> Headers, IReadOnlyList<IReadOnlyList<string>> Rows, bool AreWords = false);
