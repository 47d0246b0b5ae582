using CensorshipEval.Reporting.Tests.Browser;
using CensorshipEval.Reporting.Tests.Runs;

namespace CensorshipEval.Reporting.Tests.Html;

/// <summary>Names of models and topics that try something: they are told as text and do nothing.</summary>
public sealed class HostileNamesTests(ReportBrowser browser)
{
    [Theory]
    [InlineData(1280)]
    [InlineData(380)]
    public async Task They_run_nothing_load_nothing_and_break_no_layout(int width)
    {
        var options = new ReportOptions { Title = HostileRun.Script + HostileRun.Bidi, Command = "audit --name \"" + HostileRun.Script + "\"\n\u001B[31m" + HostileRun.Link };
        using ReportFile file = await ReportFile.WriteAsync(HostileRun.Make(), options);
        await using OpenPage open = await browser.OpenAsync(file.Path, width);
        await open.DrawnAsync();
        (await open.Page.TitleAsync()).ShouldStartWith("<script>document.title='owned'</script>");
        (await open.Page.Locator("h1").InnerTextAsync()).ShouldContain("\\u202E");
        (await open.Page.EvaluateAsync<int>("() => document.querySelectorAll('img, iframe, object, embed, link, b, [onerror], [style*=expression], a[href]:not([href^=\"#\"])').length")).ShouldBe(0);
        (await open.Page.EvaluateAsync<int>("() => document.documentElement.scrollWidth")).ShouldBeLessThanOrEqualTo(width);
        foreach (string text in await open.Page.EvaluateAsync<string[]>("() => [...document.querySelectorAll('main svg text, main th, main td, main figcaption, main h3')].map(element => element.textContent)"))
            text.ShouldNotContain("\u202E");
        await open.ScreenshotAsync($"hostile-{width}", "#overview");
        await open.ScreenshotAsync($"hostile-{width}-charts", "#charts");
    }

    [Fact]
    public async Task A_name_that_is_cut_in_a_drawing_is_told_whole_where_the_pointer_rests()
    {
        string topic = string.Join(' ', Enumerable.Repeat("a \"topic\" with <b> & 'quotes'", 6));
        Prompt[] prompts = [HandmadeRun.Prompt("p1", "Q", family: "f1", topic: topic), HandmadeRun.Prompt("p2", "Q", family: "f2", topic: "LANGUAGES TOPICS DOMAIN UNIT")];
        using ReportFile file = await ReportFile.WriteAsync(HandmadeRun.Of([.. prompts.Select(static prompt => HandmadeRun.Trial(prompt, "No.", engagement: Engagement.Refused, target: "m"))]));
        await using OpenPage open = await browser.OpenAsync(file.Path);
        await open.DrawnAsync();
        string[] labels = await open.Page.EvaluateAsync<string[]>("() => [...document.querySelectorAll('#chart-heat .role-axis-label text')].map(label => label.querySelector('title')?.textContent ?? label.textContent)");
        labels.ShouldContain(topic);
        labels.ShouldContain("LANGUAGES TOPICS DOMAIN UNIT");
    }
}
