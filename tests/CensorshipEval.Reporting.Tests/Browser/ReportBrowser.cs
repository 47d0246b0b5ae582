using CensorshipEval.Reporting.Tests.Browser;
using Microsoft.Playwright;

[assembly: AssemblyFixture(typeof(ReportBrowser))]

namespace CensorshipEval.Reporting.Tests.Browser;

/// <summary>
/// The system's Chromium, started by the first test that opens a page. Nothing is downloaded; where there is none, tests are skipped. Take it as an argument of a test
/// class's constructor.
/// </summary>
public sealed class ReportBrowser : IAsyncDisposable
{
    private static readonly string[] Places = ["/usr/bin/chromium", "/usr/bin/chromium-browser", "/usr/bin/google-chrome"];
    private readonly SemaphoreSlim _starting = new(1);
    private IPlaywright? _playwright;
    private IBrowser? _browser;

    /// <summary>Opens a file. A complaint of the page, or a request for anything but that file, fails the test when the page is closed.</summary>
    /// <param name="file">Path of the file.</param>
    /// <param name="width">Width of the window in pixels.</param>
    /// <param name="height">Its height.</param>
    /// <param name="dark">Whether the system asks for dark colours.</param>
    /// <param name="hash">What follows the address, such as <c>#method</c>.</param>
    public async Task<OpenPage> OpenAsync(string file, int width = 1280, int height = 800, bool dark = false, string hash = "")
    {
        IBrowser browser = await StartAsync();
        IBrowserContext context = await browser.NewContextAsync(new BrowserNewContextOptions
        {
            ViewportSize = new ViewportSize { Width = width, Height = height }, ColorScheme = dark ? ColorScheme.Dark : ColorScheme.Light, ReducedMotion = ReducedMotion.Reduce,
        });
        var page = new OpenPage(context, await context.NewPageAsync(), new Uri(Path.GetFullPath(file)));
        await page.GoAsync(hash);
        return page;
    }

    public async ValueTask DisposeAsync()
    {
        if (_browser is not null) await _browser.DisposeAsync();
        _playwright?.Dispose();
        _starting.Dispose();
    }

    private async Task<IBrowser> StartAsync()
    {
        string? chromium = Array.Find(Places, File.Exists);
        Assert.SkipWhen(chromium is null, "There is no Chromium: apt-get install -y --no-install-recommends chromium fonts-noto-core fonts-noto-cjk");
        await _starting.WaitAsync(TestContext.Current.CancellationToken);
        try
        {
            _playwright ??= await Playwright.CreateAsync();
            return _browser ??= await _playwright.Chromium.LaunchAsync(new BrowserTypeLaunchOptions
            {
                ExecutablePath = chromium,
                Args = ["--no-sandbox", "--disable-gpu", "--disable-quic", "--disable-background-networking", "--disable-component-update", "--disable-sync"],
            });
        }
        finally
        {
            _starting.Release();
        }
    }
}
