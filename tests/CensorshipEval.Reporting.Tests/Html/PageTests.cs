using System.Security.Cryptography;
using System.Text;
using System.Text.RegularExpressions;
using CensorshipEval.Reporting.Tests.Browser;
using CensorshipEval.Reporting.Tests.Runs;

namespace CensorshipEval.Reporting.Tests.Html;

public sealed partial class PageTests(ReportBrowser browser)
{
    [Fact]
    public async Task The_policy_lets_exactly_the_pages_own_scripts_and_styles_pass()
    {
        (_, ReportedRun run) = await SimulatedRun.AskAsync();
        using ReportFile file = await ReportFile.WriteAsync(run);
        string page = await File.ReadAllTextAsync(file.Path, TestContext.Current.CancellationToken);
        string policy = Policy().Match(page).Groups[1].Value.Replace("&#39;", "'", StringComparison.Ordinal);
        string[] scripts = [.. Scripts().Matches(page).Select(static script => Hash(script.Groups[1].Value))], styles = [.. Styles().Matches(page).Select(static style => Hash(style.Groups[1].Value))];
        scripts.ShouldNotBeEmpty();
        styles.ShouldNotBeEmpty();
        policy.ShouldContain($"script-src {string.Join(' ', scripts)};");
        policy.ShouldContain($"style-src {string.Join(' ', styles)};");
        policy.ShouldStartWith("default-src 'none';");
        policy.ShouldNotContain("unsafe");
        page.ShouldNotContain(" style=\"");
        page.ShouldStartWith("<!doctype html>\n<html lang=\"en\">\n<head>\n<meta http-equiv=\"Content-Security-Policy\"");
    }

    [Fact]
    public async Task It_opens_from_a_path_with_spaces_and_signs()
    {
        (_, ReportedRun run) = await SimulatedRun.AskAsync();
        using ReportFile file = await ReportFile.WriteAsync(run, name: "a report #1 100%.html");
        await using OpenPage open = await browser.OpenAsync(file.Path);
        await open.DrawnAsync();
        (await open.Page.TitleAsync()).ShouldBe("What simulated-open and simulated-censor answer and what they refuse");
    }

    private static string Hash(string text) => $"'sha256-{Convert.ToBase64String(SHA256.HashData(Encoding.UTF8.GetBytes(text)))}'";

    [GeneratedRegex("""<meta http-equiv="Content-Security-Policy" content="([^"]*)">""")]
    private static partial Regex Policy();

    [GeneratedRegex("<script>(?<text>.*?)</script>", RegexOptions.Singleline | RegexOptions.ExplicitCapture)]
    private static partial Regex Scripts();

    [GeneratedRegex("<style>(?<text>.*?)</style>", RegexOptions.Singleline | RegexOptions.ExplicitCapture)]
    private static partial Regex Styles();
}
