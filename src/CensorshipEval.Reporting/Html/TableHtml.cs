using CensorshipEval.Reporting.Charts;
using CensorshipEval.Reporting.Figures;
using CensorshipEval.Reporting.Tables;

namespace CensorshipEval.Reporting.Html;

/// <summary>Tables in a box of their own, which scrolls where they are wider than the page.</summary>
internal static class TableHtml
{
    /// <summary>Most rows in the page; files have them all.</summary>
    public const int MostRows = 300;

    // More than that scroll within their box, below their headers.
    private const int MostRowsWhole = 25;

    public static void Write(HtmlWriter html, ReportTable table)
    {
        ReadColumn[] columns = [.. ReadColumn.Of(table)];
        Begin(html, $"table-{table.Name}", table.Title, isTold: true, table.Rows.Count);
        foreach (ReadColumn column in columns) Header(html, column.Label, column.IsNumeric);
        html.Raw("</tr></thead>\n<tbody>\n");
        foreach (object?[] row in table.Rows.Take(MostRows))
        {
            html.Raw("<tr>");
            for (int i = 0; i < columns.Length; i++) Cell(html, columns[i].Show(row), columns[i].IsNumeric, isHead: i == 0);
            html.Raw("</tr>\n");
        }

        html.Raw("</tbody></table></div>\n");
        if (table.Rows.Count > MostRows)
            html.Element("p", $"The first {Shown.Count(MostRows)} of {Shown.Count(table.Rows.Count)} rows. All of them: {table.Name}.csv, where the tables were written beside this page.", ("class", "muted"));
    }

    public static void Write(HtmlWriter html, string caption, ChartTable table)
    {
        Begin(html, null, caption, isTold: false, table.Rows.Count);
        for (int column = 0; column < table.Headers.Count; column++) Header(html, table.Headers[column], isNumeric: column > 0 && !table.AreWords);
        html.Raw("</tr></thead>\n<tbody>\n");
        foreach (IReadOnlyList<string> row in table.Rows)
        {
            html.Raw("<tr>");
            for (int column = 0; column < row.Count; column++) Cell(html, row[column], isNumeric: column > 0 && !table.AreWords, isHead: column == 0);
            html.Raw("</tr>\n");
        }

        html.Raw("</tbody></table></div>\n");
    }

    // Focusable, so that it can be scrolled by keys.
    private static void Begin(HtmlWriter html, string? id, string caption, bool isTold, int rows) =>
        html.Open("div", ("class", rows > MostRowsWhole ? "table-box tall" : "table-box"), ("id", id), ("tabindex", "0"), ("role", "region"), ("aria-label", caption)).Raw("<table>").Element("caption", caption, ("class", isTold ? "unseen" : null)).Raw("<thead><tr>");

    private static void Header(HtmlWriter html, string label, bool isNumeric) => html.Element("th", label, ("scope", "col"), ("class", isNumeric ? "number" : null));

    private static void Cell(HtmlWriter html, string text, bool isNumeric, bool isHead)
    {
        if (isHead && text.Length > 0) html.Open("th", ("scope", "row"), ("class", Class(text))).Element("bdi", text).Close("th");
        else if (isNumeric) html.Element("td", text, ("class", "number"));
        else html.Open("td", ("class", Class(text))).Element("bdi", text).Close("td");
    }

    // A cell is as wide as its longest word, unless that word could be of any length.
    private static string? Class(string text)
    {
        const int longestWord = 24;
        return text.Split(' ').Max(static word => word.Length) > longestWord ? "long" : null;
    }
}
