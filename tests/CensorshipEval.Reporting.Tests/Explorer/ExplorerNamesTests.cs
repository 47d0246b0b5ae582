using CensorshipEval.Reporting.Figures;
using CensorshipEval.Reporting.Tests.Browser;
using CensorshipEval.Reporting.Tests.Runs;
using Microsoft.Playwright;

namespace CensorshipEval.Reporting.Tests.Explorer;

public sealed class ExplorerNamesTests(ReportBrowser browser)
{
    [Fact]
    public async Task The_explorer_calls_things_what_the_rest_of_the_report_calls_them()
    {
        Prompt first = HandmadeRun.Prompt("one", language: "zh-Hans", family: "f", topic: "labour-and-protest") with { Jurisdiction = Jurisdiction.Parse("TR") };
        Prompt second = HandmadeRun.Prompt("two", language: "zh-Hans", role: PromptRole.Analogue, family: "f", topic: "odd\u202Etopic") with { Jurisdiction = Jurisdiction.Parse("US") };
        Prompt third = HandmadeRun.Prompt("three", language: "pt-BR", role: null, topic: null) with { Jurisdiction = Jurisdiction.None };
        using ReportFile file = await ReportFile.WriteAsync(HandmadeRun.Of([HandmadeRun.Trial(first, target: "model\u200B"), HandmadeRun.Trial(second, target: "model\u200B"), HandmadeRun.Trial(third, target: "model\u200B")]));
        await using OpenPage open = await browser.OpenAsync(file.Path, hash: "#explorer?open=model%E2%80%8B/one%230");
        IPage page = open.Page;
        (await OptionsAsync(page, "model")).ShouldBe(["All models", @"model\u200B (3)"]);
        (await OptionsAsync(page, "language")).ShouldBe(["All languages", "Chinese (simplified) (2)", "Portuguese (BR) (1)"]);
        (await OptionsAsync(page, "topic")).ShouldBe(["All topics", "Labour and protest (1)", "No topic (1)", @"Odd\u202Etopic (1)"]);
        (await OptionsAsync(page, "jurisdiction")).ShouldBe(["All authorities", "No country in particular (1)", "Turkey (1)", "United States (1)"]);
        (await OptionsAsync(page, "role")).ShouldBe(["All kinds", "Sensitive (1)", "Analogue (1)", "No role (1)"]);
        (await page.Locator(".xp-article h4").InnerTextAsync()).ShouldEndWith(", Chinese (simplified), sensitive");
        (await page.Locator(".xp-article .xp-facts").First.InnerTextAsync()).ShouldStartWith("A question that an authority is said to find sensitive");
        (await page.Locator(".xp-family .xp-facts").InnerTextAsync()).ShouldBe("Topic: labour and protest · sensitive to authorities of: Turkey");
        (await page.Locator(".xp-chip").InnerTextAsync()).ShouldStartWith("Analogue");
        // An address keeps what the data say, whatever it is called.
        await page.Locator("#explorer-topic").SelectOptionAsync("labour-and-protest");
        (await page.EvaluateAsync<string>("() => location.hash")).ShouldContain("topic=labour-and-protest");
    }

    [Fact]
    public async Task Every_role_is_explained_where_it_is_read()
    {
        PromptRole[] roles = Enum.GetValues<PromptRole>();
        using ReportFile file = await ReportFile.WriteAsync(HandmadeRun.Of([.. roles.Select(static role => HandmadeRun.Trial(HandmadeRun.Prompt(role.ToString(), role: role)))]));
        await using OpenPage open = await browser.OpenAsync(file.Path, hash: "#explorer");
        foreach (PromptRole role in roles)
        {
            await open.Page.Locator("#explorer-role").SelectOptionAsync(role.ToString());
            (await open.Page.Locator(".xp-article .xp-facts").First.InnerTextAsync()).ShouldStartWith(RoleNames.Gloss(role), Case.Insensitive);
        }
    }

    private static async Task<IReadOnlyList<string>> OptionsAsync(IPage page, string id) => await page.Locator($"#explorer-{id} option").AllTextContentsAsync();
}
