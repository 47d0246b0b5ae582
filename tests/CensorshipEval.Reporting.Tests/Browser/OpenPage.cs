using Deque.AxeCore.Commons;
using Deque.AxeCore.Playwright;
using Microsoft.Playwright;

namespace CensorshipEval.Reporting.Tests.Browser;

/// <summary>A page that was opened from disk, with all it complained of.</summary>
public sealed class OpenPage : IAsyncDisposable
{
    private readonly IBrowserContext _context;
    private readonly Uri _file;
    private readonly List<string> _complaints = [];

    internal OpenPage(IBrowserContext context, IPage page, Uri file)
    {
        (_context, Page, _file) = (context, page, file);
        page.Console += (_, message) =>
        {
            if (message.Type is "error" or "warning") Complain($"console {message.Type}: {message.Text}");
        };
        page.PageError += (_, error) => Complain($"error: {error}");
        page.Dialog += (_, dialog) => Complain($"dialog: {dialog.Message}");
        context.Request += (_, request) =>
        {
            if (request.Url.Split('#')[0] != file.AbsoluteUri && !request.Url.StartsWith("about:", StringComparison.Ordinal)) Complain($"request: {request.Url}");
        };
    }

    /// <summary>The page.</summary>
    public IPage Page { get; }

    /// <summary>Console errors and warnings, exceptions, dialogs, and requests for anything but the file.</summary>
    public IReadOnlyList<string> Complaints
    {
        get
        {
            lock (_complaints) return [.. _complaints];
        }
    }

    /// <summary>Waits until every chart is drawn.</summary>
    public Task DrawnAsync() => Page.WaitForFunctionAsync("() => [...document.querySelectorAll('.chart')].every(chart => chart.dataset.state === 'drawn')", null, new PageWaitForFunctionOptions { Timeout = 60_000 });

    /// <summary>The serious and critical violations of accessibility rules, of the page or of one element, as text; empty for none.</summary>
    public async Task<IReadOnlyList<string>> ViolationsAsync(string? element = null)
    {
        AxeResult result = element is null ? await Page.RunAxe() : await Page.Locator(element).RunAxe();
        return
        [
            .. result.Violations.Where(static violation => violation.Impact is "serious" or "critical")
                .Select(static violation => $"{violation.Id}: {violation.Help}\n{string.Join('\n', violation.Nodes.Take(5).Select(static node => $"  {node.Html}\n    {string.Join("; ", node.Any.Concat(node.All).Concat(node.None).Select(static check => check.Message))}"))}"),
        ];
    }

    /// <summary>Keeps a picture of the window, of an element or of the whole page in the folder that <c>CENSORSHIPEVAL_SCREENSHOTS</c> names; does nothing where it names none.</summary>
    public async Task ScreenshotAsync(string name, string? element = null, bool whole = false)
    {
        if (Environment.GetEnvironmentVariable("CENSORSHIPEVAL_SCREENSHOTS") is not { Length: > 0 } folder) return;
        string path = Path.Combine(folder, name + ".png");
        if (element is null) await Page.ScreenshotAsync(new PageScreenshotOptions { Path = path, FullPage = whole });
        else await Page.Locator(element).First.ScreenshotAsync(new LocatorScreenshotOptions { Path = path });
    }

    /// <summary>Closes the page; it must have been quiet.</summary>
    public async ValueTask DisposeAsync()
    {
        await _context.CloseAsync();
        Complaints.ShouldBeEmpty();
    }

    internal Task GoAsync(string hash) => Page.GotoAsync(_file.AbsoluteUri + hash);

    private void Complain(string what)
    {
        lock (_complaints) _complaints.Add(what);
    }
}
