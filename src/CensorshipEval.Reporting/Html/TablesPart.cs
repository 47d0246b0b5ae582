using CensorshipEval.Reporting.Tables;

namespace CensorshipEval.Reporting.Html;

/// <summary>The tables: comparisons and the index open, so that they are printed, too; the rest to be opened.</summary>
internal sealed class TablesPart(IReadOnlyList<ReportTable> tables) : IPagePart
{
    private static readonly string[] First = ["comparisons", "changes", "gates"];
    private static readonly string[] Open = [.. First, "indices"];

    public string Id => "tables";

    public string Title => "Tables";

    public string ShortTitle => "Tables";

    public Task WriteAsync(HtmlWriter html, CancellationToken cancellationToken)
    {
        string section = "", note = "";
        foreach (ReportTable table in tables.OrderByDescending(static table => First.Contains(table.Name)))
        {
            cancellationToken.ThrowIfCancellationRequested();
            if (table.Section.Length > 0 && table.Section != section)
            {
                // Once for all tables of the section.
                html.Element("h3", table.Section).Raw("<p>").Sentence(table.Note).Raw("</p>");
                note = table.Note;
            }

            section = table.Section;
            html.Raw(Open.Contains(table.Name) ? "<details open>" : "<details>").Element("summary", table.Title);
            if (table.Note.Length > 0 && (section.Length == 0 || table.Note != note)) html.Raw("<p>").Sentence(table.Note).Raw("</p>");
            TableHtml.Write(html, table);
            html.Raw("</details>\n");
        }

        return Task.CompletedTask;
    }
}
