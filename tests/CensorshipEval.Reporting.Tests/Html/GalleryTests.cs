using CensorshipEval.Analysis;
using CensorshipEval.Corpora;
using CensorshipEval.Detection;
using CensorshipEval.Reporting.Tests.Browser;
using CensorshipEval.Reporting.Tests.Runs;
using CensorshipEval.Running;
using CensorshipEval.Storage;
using CensorshipEval.Transcripts;
using Microsoft.Playwright;

namespace CensorshipEval.Reporting.Tests.Html;

/// <summary>Pictures to look at. Drawn only when asked for (<c>-explicit only</c>); <c>CENSORSHIPEVAL_SCREENSHOTS</c> names a folder for them, <c>CENSORSHIPEVAL_TRANSCRIPTS</c> recorded answers.</summary>
public sealed class GalleryTests(ReportBrowser browser)
{
    [Fact(Explicit = true)]
    public async Task The_whole_simulated_audit()
    {
        Assert.SkipUnless(Wanted, "CENSORSHIPEVAL_SCREENSHOTS names no folder");
        (InMemoryRunStore store, ReportedRun run) = await SimulatedRun.AskAsync(new PromptSelection());
        await using InMemoryRunStore kept = store;
        await DrawAsync("simulated", run);
    }

    [Fact(Explicit = true)]
    public async Task Recorded_answers()
    {
        string? path = Environment.GetEnvironmentVariable("CENSORSHIPEVAL_TRANSCRIPTS");
        Assert.SkipUnless(Wanted && path is { Length: > 0 }, "CENSORSHIPEVAL_SCREENSHOTS and CENSORSHIPEVAL_TRANSCRIPTS name no folder and no file");
        using TranscriptFile file = await TranscriptFile.OpenAsync(path!, TestContext.Current.CancellationToken);
        await using var store = new InMemoryRunStore();
        var runner = new EvaluationRunner(store, new DefaultRefusalDetector(), ContentMeasures.All(), file);
        EvaluationPlan plan = file.Plan(runner.Judges) with { Comparisons = DeclaredComparison.Default(file.Targets, file.Prompts) };
        await foreach (Trial _ in runner.RunAsync("recorded", plan, file, TestContext.Current.CancellationToken)) { }
        await DrawAsync("recorded", await ReportedRun.ReadAsync(store, "recorded", cancellationToken: TestContext.Current.CancellationToken));
    }

    private static bool Wanted => Environment.GetEnvironmentVariable("CENSORSHIPEVAL_SCREENSHOTS") is { Length: > 0 };

    private async Task DrawAsync(string name, ReportedRun run)
    {
        string folder = Environment.GetEnvironmentVariable("CENSORSHIPEVAL_SCREENSHOTS")!;
        string path = Path.Combine(folder, name + ".html");
        await HtmlReport.WriteAsync(path, run, new ReportOptions { Command = "dotnet run -c Release --project samples/Audit -- --store audit.db --report report" }, cancellationToken: TestContext.Current.CancellationToken);
        foreach ((int width, bool dark) in new[] { (1280, false), (1280, true), (380, false), (380, true) })
        {
            await using OpenPage open = await browser.OpenAsync(path, width, dark: dark);
            await open.DrawnAsync();
            string suffix = $"{name}-{width}{(dark ? "-dark" : "")}";
            await open.ScreenshotAsync($"{suffix}-first");
            // It would lie across what is higher than the window.
            await open.Page.EvaluateAsync("() => { document.querySelector('.page-head').style.position = 'static'; }");
            foreach (IElementHandle group in await open.Page.QuerySelectorAllAsync("#overview, .chart-group, #method"))
            {
                string id = await group.EvaluateAsync<string>("element => element.id");
                await open.ScreenshotAsync($"{suffix}-{id}", $"#{id}");
            }

            await open.ScreenshotAsync($"{suffix}-tables", "#tables");
            if (width == 380 || dark) continue;
            byte[] paper = await open.Page.PdfAsync(new PagePdfOptions { Format = "A4", PrintBackground = true });
            await File.WriteAllBytesAsync(Path.Combine(folder, $"{suffix}.pdf"), paper, TestContext.Current.CancellationToken);
        }
    }
}
