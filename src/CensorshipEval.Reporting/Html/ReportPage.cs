using CensorshipEval.Reporting.Charts;
using CensorshipEval.Reporting.Figures;
using CensorshipEval.Reporting.Overview;
using CensorshipEval.Reporting.Tables;

namespace CensorshipEval.Reporting.Html;

/// <summary>The page: its head, its navigation and its sections in order.</summary>
internal sealed class ReportPage(string title, IReadOnlyList<IPagePart> parts)
{
    public static ReportPage Of(RunFigures figures, ReportOptions options)
    {
        var overview = RunOverview.Of(figures, options);
        var explorer = new ExplorerPart(figures.Run, options);
        return new ReportPage(overview.Title, [new OverviewPart(overview), new ChartsPart(ChartGroups.Of(figures)), new TablesPart(ReportTables.Of(figures)), explorer, new MethodPart(figures, options, explorer)]);
    }

    public async Task WriteAsync(TextWriter output, Action<string> begun, CancellationToken cancellationToken)
    {
        var html = new HtmlWriter(output);
        PageAsset[] styles = [.. parts.SelectMany(static part => part.Styles).Prepend("Web/page.css").Distinct().Select(PageAsset.Read)];
        PageAsset[] scripts = [.. parts.SelectMany(static part => part.Scripts).Prepend("Web/page.js").Distinct().Select(PageAsset.Read)];
        Head(html, styles, PagePolicy.Of(scripts, styles));
        foreach (IPagePart part in parts)
        {
            cancellationToken.ThrowIfCancellationRequested();
            begun(part.Title);
            html.Open("section", ("id", part.Id), ("aria-labelledby", $"{part.Id}-title")).Element("h2", part.Title, ("id", $"{part.Id}-title")).Raw("\n");
            await part.WriteAsync(html, cancellationToken).ConfigureAwait(false);
            html.Raw("</section>\n");
            await output.FlushAsync(cancellationToken).ConfigureAwait(false);
        }

        html.Raw("</main>\n");
        // Last, so that the words are there before a megabyte of charts.
        foreach (PageAsset script in scripts) html.Raw("<script>").Raw(script.Text).Raw("</script>\n");
        html.Raw("</body>\n</html>\n");
    }

    private void Head(HtmlWriter html, IEnumerable<PageAsset> styles, string policy)
    {
        html.Raw("<!doctype html>\n<html lang=\"en\">\n<head>\n")
            .Open("meta", ("http-equiv", "Content-Security-Policy"), ("content", policy))
            .Raw("\n<meta charset=\"utf-8\">\n<meta name=\"referrer\" content=\"no-referrer\">\n")
            .Raw("<meta name=\"viewport\" content=\"width=device-width, initial-scale=1\">\n<meta name=\"color-scheme\" content=\"light dark\">\n")
            .Element("title", Sentence.Plain(title)).Raw("\n");
        foreach (PageAsset style in styles) html.Raw("<style>").Raw(style.Text).Raw("</style>\n");
        html.Raw("</head>\n<body>\n<a class=\"skip\" href=\"#content\">Skip to the content</a>\n<header class=\"page-head\"><nav aria-label=\"Sections\"><ul>");
        foreach (IPagePart part in parts) html.Raw("<li>").Element("a", part.ShortTitle, ("href", $"#{part.Id}")).Raw("</li>");
        html.Raw("</ul></nav><button type=\"button\" id=\"theme\" hidden>Dark colours</button></header>\n<main id=\"content\" tabindex=\"-1\">\n").Raw("<h1>").Sentence(title).Raw("</h1>\n");
    }
}
