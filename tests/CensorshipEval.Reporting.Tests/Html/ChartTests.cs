using CensorshipEval.Reporting.Tests.Browser;
using CensorshipEval.Reporting.Tests.Runs;
using Microsoft.Playwright;

namespace CensorshipEval.Reporting.Tests.Html;

public sealed class ChartTests(ReportBrowser browser)
{
    private const string EveryText = "() => [...document.querySelectorAll('svg text, svg title, td, th, p, li, dd, figcaption')].map(element => element.textContent)";

    [Theory]
    [InlineData(1280, false)]
    [InlineData(1280, true)]
    [InlineData(380, false)]
    [InlineData(380, true)]
    public async Task Every_chart_is_drawn_and_the_page_is_accessible(int width, bool dark)
    {
        (_, ReportedRun run) = await SimulatedRun.AskAsync();
        run = run with { Earlier = [new EarlierRun("before", SimulatedRun.Begun.AddDays(-7), run.Analysis)] };
        using ReportFile file = await ReportFile.WriteAsync(run);
        await using OpenPage open = await browser.OpenAsync(file.Path, width, dark: dark);
        await open.DrawnAsync();
        string[] groups = await open.Page.EvaluateAsync<string[]>("() => [...document.querySelectorAll('.chart-group')].map(group => group.id)");
        groups.ShouldBe(["chart-index", "chart-index-by-language", "chart-trend", "chart-heat", "chart-heat-index", "chart-pairs-by-language", "chart-signals", "chart-facts", "chart-official-line"], ignoreOrder: true);
        int[] marks = await open.Page.EvaluateAsync<int[]>("() => [...document.querySelectorAll('.chart')].map(chart => chart.querySelectorAll('svg [class^=\"mark-\"][class*=\"role-mark\"] path, svg [class*=\"role-mark\"] text, svg [class*=\"role-mark\"] line').length)");
        marks.ShouldAllBe(static count => count > 0);
        foreach (string text in await open.Page.EvaluateAsync<string[]>(EveryText)) (text.Contains("NaN") || text.Contains("undefined") || text.Contains("Infinity")).ShouldBeFalse(text);
        (await open.Page.EvaluateAsync<int>("() => document.documentElement.scrollWidth")).ShouldBeLessThanOrEqualTo(width);
        (await open.ViolationsAsync()).ShouldBeEmpty();
    }

    [Fact]
    public async Task The_colours_are_changed_by_a_button_that_keeps_nothing()
    {
        (_, ReportedRun run) = await SimulatedRun.AskAsync();
        using ReportFile file = await ReportFile.WriteAsync(run);
        await using OpenPage open = await browser.OpenAsync(file.Path);
        await open.DrawnAsync();
        const string colours = "() => [getComputedStyle(document.body).backgroundColor, getComputedStyle(document.querySelector('.chart svg .role-axis-label text')).fill]";
        string[] light = await open.Page.EvaluateAsync<string[]>(colours);
        await open.Page.ClickAsync("#theme");
        string[] dark = await open.Page.EvaluateAsync<string[]>(colours);
        dark[0].ShouldNotBe(light[0]);
        dark[1].ShouldNotBe(light[1]);
        await open.Page.Keyboard.PressAsync("Enter");
        (await open.Page.EvaluateAsync<string[]>(colours)).ShouldBe(light);
    }

    [Fact]
    public async Task Paper_shows_the_charts_light_and_the_words()
    {
        (_, ReportedRun run) = await SimulatedRun.AskAsync();
        using ReportFile file = await ReportFile.WriteAsync(run);
        await using OpenPage open = await browser.OpenAsync(file.Path, dark: true);
        await open.DrawnAsync();
        await open.Page.EmulateMediaAsync(new PageEmulateMediaOptions { Media = Media.Print, ColorScheme = ColorScheme.Dark });
        (await open.Page.EvaluateAsync<string>("() => getComputedStyle(document.body).backgroundColor")).ShouldBe("rgb(255, 255, 255)");
        (await open.Page.IsVisibleAsync(".page-head")).ShouldBeFalse();
        byte[] paper = await open.Page.PdfAsync(new PagePdfOptions { Format = "A4", PrintBackground = true });
        paper.Length.ShouldBeGreaterThan(50_000);
        System.Text.Encoding.Latin1.GetString(paper).ShouldContain("/Font");
        // Drawn anew for the width of paper, and again for the screen.
        await open.Page.EvaluateAsync("() => { dispatchEvent(new Event('beforeprint')); }");
        (await open.Page.EvaluateAsync<int[]>("() => [...document.querySelectorAll('.chart svg')].map(svg => svg.width.baseVal.value)")).ShouldAllBe(static width => width <= 700);
        await open.Page.EvaluateAsync("() => { dispatchEvent(new Event('afterprint')); }");
        await open.Page.EmulateMediaAsync(new PageEmulateMediaOptions { Media = Media.Screen });
    }

    [Fact]
    public async Task Charts_follow_the_width_of_the_window()
    {
        (_, ReportedRun run) = await SimulatedRun.AskAsync();
        using ReportFile file = await ReportFile.WriteAsync(run);
        await using OpenPage open = await browser.OpenAsync(file.Path);
        await open.DrawnAsync();
        await open.Page.SetViewportSizeAsync(500, 800);
        await open.Page.WaitForFunctionAsync("() => [...document.querySelectorAll('.chart')].filter(chart => chart.id.startsWith('chart-index')).every(chart => chart.querySelector('svg').clientWidth <= chart.clientWidth)");
        (await open.Page.EvaluateAsync<int>("() => document.documentElement.scrollWidth")).ShouldBeLessThanOrEqualTo(500);
    }
}
