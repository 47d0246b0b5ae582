using CensorshipEval.Reporting.Figures;

namespace CensorshipEval.Reporting.Html;

/// <summary>Method, versions, hashes, how to make it again, and limits.</summary>
internal sealed class MethodPart(RunFigures figures, ReportOptions options) : IPagePart
{
    public string Id => "method";

    public string Title => "Method, versions and limits";

    public string ShortTitle => "Method";

    public Task WriteAsync(HtmlWriter html, CancellationToken cancellationToken)
    {
        html.Element("p", $"Run {figures.Run.RunId}");
        if (options.Command is { } command) html.Raw("<pre>").Text(command).Raw("</pre>");
        return Task.CompletedTask;
    }
}
