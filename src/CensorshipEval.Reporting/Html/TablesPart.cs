using CensorshipEval.Reporting.Tables;

namespace CensorshipEval.Reporting.Html;

/// <summary>The tables: comparisons open, the rest to be opened.</summary>
internal sealed class TablesPart(IReadOnlyList<ReportTable> tables) : IPagePart
{
    private static readonly string[] Open = ["comparisons", "changes", "gates"];

    public string Id => "tables";

    public string Title => "Tables";

    public string ShortTitle => "Tables";

    public Task WriteAsync(HtmlWriter html, CancellationToken cancellationToken)
    {
        foreach (ReportTable table in tables.OrderByDescending(static table => Open.Contains(table.Name)))
        {
            cancellationToken.ThrowIfCancellationRequested();
            html.Raw(Open.Contains(table.Name) ? "<details open>" : "<details>").Element("summary", table.Title);
            if (table.Note.Length > 0) html.Element("p", table.Note);
            TableHtml.Write(html, table);
            html.Raw("</details>\n");
        }

        return Task.CompletedTask;
    }
}
