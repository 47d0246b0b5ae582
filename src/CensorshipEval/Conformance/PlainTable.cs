using System.Text;

namespace CensorshipEval.Conformance;

/// <summary>Columns by spaces, a line for each language under the name of its data.</summary>
internal static class PlainTable
{
    private const int Width = 80;

    public static void Append(StringBuilder text, string[] headings, IReadOnlyList<ConformanceResult> results, Func<ConformanceResult, string[]> cellsOf)
    {
        string[][] rows = [.. results.Select(cellsOf)];
        int[] widths = [.. headings.Select((heading, column) => Math.Max(heading.Length, rows.Max(row => row[column].Length)))];
        AppendLine(text, headings, widths);
        for (int i = 0; i < rows.Length; i++)
        {
            if (i == 0 || results[i].Data != results[i - 1].Data) text.Append(Heading(results[i].Data)).Append('\n');
            AppendLine(text, rows[i], widths);
        }
    }

    private static void AppendLine(StringBuilder text, string[] cells, int[] widths)
    {
        var line = new StringBuilder(" ").Append(cells[0].PadRight(widths[0]));
        for (int i = 1; i < cells.Length; i++) line.Append(' ').Append(cells[i].PadLeft(widths[i]));
        text.Append(line.ToString().TrimEnd()).Append('\n');
    }

    // The end of a path tells more than its beginning.
    private static string Heading(string data)
    {
        string visible = VisibleText.Of(data);
        return visible.Length <= Width ? visible : "…" + visible[^(Width - 1)..];
    }
}
