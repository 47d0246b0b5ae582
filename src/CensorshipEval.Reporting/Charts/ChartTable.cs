namespace CensorshipEval.Reporting.Charts;

/// <summary>The numbers of a drawing, as people read them; the first column names the row.</summary>
internal sealed record ChartTable(IReadOnlyList<string> Headers, IReadOnlyList<IReadOnlyList<string>> Rows);
