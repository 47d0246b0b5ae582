using System.Diagnostics;
using System.Globalization;
using Microsoft.Playwright;

namespace CensorshipEval.Benchmarks.Reporting;

/// <summary>Opens a page from disk in the system's Chromium, each time in a fresh one.</summary>
internal static class PageOpening
{
    // What a reader waits for: the words, and then every chart and the list of answers.
    private const string Ready =
        "() => document.readyState === 'complete' && [...document.querySelectorAll('.chart')].every(chart => chart.dataset.state === 'drawn') && document.querySelector('#explorer button[data-index]') !== null";

    public static async Task MeasureAsync(string path, int times)
    {
        using IPlaywright playwright = await Playwright.CreateAsync();
        var painted = new List<double>();
        var ready = new List<double>();
        for (int i = 0; i < times; i++)
        {
            await using IBrowser browser = await playwright.Chromium.LaunchAsync(new BrowserTypeLaunchOptions
            {
                ExecutablePath = "/usr/bin/chromium", Args = ["--no-sandbox", "--disable-gpu", "--disable-quic", "--disable-background-networking", "--disable-component-update", "--disable-sync"],
            });
            IPage page = await browser.NewPageAsync();
            long start = Stopwatch.GetTimestamp();
            await page.GotoAsync(new Uri(path).AbsoluteUri);
            await page.WaitForFunctionAsync(Ready, null, new PageWaitForFunctionOptions { PollingInterval = 10 });
            ready.Add(Stopwatch.GetElapsedTime(start).TotalSeconds);
            painted.Add(await page.EvaluateAsync<double>("() => performance.getEntriesByName('first-contentful-paint')[0].startTime / 1000"));
        }

        Console.WriteLine(string.Create(CultureInfo.InvariantCulture, $"opened {times} times, each in a fresh browser: first paint {Range(painted)}, everything ready {Range(ready)}"));
    }

    private static string Range(List<double> seconds)
    {
        seconds.Sort();
        return string.Create(CultureInfo.InvariantCulture, $"{seconds[seconds.Count / 2]:F2} s (median; {seconds[0]:F2} to {seconds[^1]:F2})");
    }
}
