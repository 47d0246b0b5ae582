using CensorshipEval.Reporting.Charts;

namespace CensorshipEval.Reporting.Html;

/// <summary>The charts, each with how to read it, what it says in words, and its numbers.</summary>
internal sealed class ChartsPart(IReadOnlyList<ChartGroup> groups) : IPagePart
{
    public string Id => "charts";

    public string Title => "Charts";

    public string ShortTitle => "Charts";

    public IReadOnlyList<string> Scripts => ["Web/charts.js", "Web/page-charts.js"];

    public Task WriteAsync(HtmlWriter html, CancellationToken cancellationToken)
    {
        html.Raw(Patterns);
        html.Raw("<noscript><p>The charts are drawn by a script, which does not run here. Their numbers stand in their place.</p></noscript>\n");
        foreach (ChartGroup group in groups)
        {
            cancellationToken.ThrowIfCancellationRequested();
            Write(html, group);
        }

        return Task.CompletedTask;
    }

    private static void Write(HtmlWriter html, ChartGroup group)
    {
        html.Open("div", ("class", "chart-group"), ("id", $"chart-{group.Name}")).Element("h3", group.Title).Element("p", group.Reading).Raw("\n");
        if (group.Legend.Count > 0)
        {
            html.Raw("<ul class=\"legend\">");
            foreach (LegendEntry entry in group.Legend) html.Raw("<li>").Raw(Swatch(entry.Mark)).Text(entry.Text).Raw("</li>");
            html.Raw("</ul>\n");
        }

        html.Open("div", ("class", group.IsWide ? "figures wide" : "figures"));
        for (int i = 0; i < group.Figures.Count; i++) Write(html, group.Figures[i], $"chart-{group.Name}-{i + 1}");
        html.Raw("</div>\n");
        if (group.Note.Length > 0) html.Open("p", ("class", "muted")).Sentence(group.Note.TrimEnd()).Close("p");
        // Open where no script runs; the script that draws closes them.
        html.Raw("<details class=\"numbers\" open><summary>The numbers of this chart</summary>\n");
        foreach (ChartFigure figure in group.Figures) TableHtml.Write(html, figure.Title.Length == 0 ? group.Title : Series.Name(figure.Title), figure.Table);
        html.Raw("</details></div>\n");
    }

    private static void Write(HtmlWriter html, ChartFigure figure, string id)
    {
        html.Raw("<figure>");
        if (figure.Title.Length > 0) html.Open("figcaption").Element("bdi", Series.Name(figure.Title)).Close("figcaption");
        html.Open("div", ("class", "chart"), ("id", id), ("data-specification", $"{id}-data"), ("data-summary", figure.Summary)).Close("div").Json($"{id}-data", figure.Specification).Raw("</figure>\n");
    }

    // A mark that stands in its text needs no other.
    private static string Swatch(string mark) => mark == "star" ? "" : mark.StartsWith("signal-", StringComparison.Ordinal)
        ? $"<svg class=\"swatch\" width=\"22\" height=\"14\" aria-hidden=\"true\"><rect width=\"22\" height=\"14\" fill=\"url(#{mark})\"/></svg>"
        : $"<span class=\"swatch {mark}\" aria-hidden=\"true\"></span>";

    // Bars are told apart by pattern as well as by colour.
    private const string Patterns = """
        <svg class="patterns" width="0" height="0" aria-hidden="true"><defs>
        <pattern id="signal-1" width="8" height="8" patternUnits="userSpaceOnUse"><rect width="8" height="8" fill="var(--signal-1)"/></pattern>
        <pattern id="signal-2" width="8" height="8" patternUnits="userSpaceOnUse" patternTransform="rotate(45)"><rect width="8" height="8" fill="var(--signal-2)"/><rect width="2" height="8" fill="var(--paper)"/></pattern>
        <pattern id="signal-3" width="8" height="8" patternUnits="userSpaceOnUse"><rect width="8" height="8" fill="var(--signal-3)"/><circle cx="4" cy="4" r="1.8" fill="var(--paper)"/></pattern>
        <pattern id="signal-4" width="6" height="6" patternUnits="userSpaceOnUse"><rect width="6" height="6" fill="var(--signal-4)"/><rect width="6" height="1.6" fill="var(--paper)"/></pattern>
        </defs></svg>

        """;
}
