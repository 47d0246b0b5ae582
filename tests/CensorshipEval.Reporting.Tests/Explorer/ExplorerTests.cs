using CensorshipEval.Corpora;
using CensorshipEval.Reporting.Tests.Browser;
using CensorshipEval.Reporting.Tests.Runs;
using CensorshipEval.Storage;
using Microsoft.Playwright;

namespace CensorshipEval.Reporting.Tests.Explorer;

public sealed class ExplorerTests(ReportBrowser browser)
{
    private static readonly PageWaitForFunctionOptions Soon = new() { Timeout = 5_000 };

    [Fact]
    public async Task Filters_and_search_narrow_the_list_and_say_how_many()
    {
        using ReportFile file = await SimulatedAsync();
        await using OpenPage open = await browser.OpenAsync(file.Path, hash: "#explorer");
        IPage page = open.Page;
        (await CountAsync(page)).ShouldBe("240 answers of 240");
        (await page.Locator(".xp-row").CountAsync()).ShouldBe(50);
        await page.GetByLabel("Model", new PageGetByLabelOptions { Exact = true }).SelectOptionAsync("simulated-censor");
        await page.GetByLabel("Language", new PageGetByLabelOptions { Exact = true }).SelectOptionAsync("zh-Hans");
        await page.GetByLabel("Kind of question").SelectOptionAsync("Sensitive");
        int sensitive = await page.Locator(".xp-row").CountAsync();
        (await CountAsync(page)).ShouldBe($"{sensitive} answers of 240");
        // The number beside a value is what choosing it gives.
        string option = (await page.Locator("#explorer-engagement option[value=Refused]").TextContentAsync())!;
        await page.GetByLabel("Answer", new PageGetByLabelOptions { Exact = true }).SelectOptionAsync("Refused");
        int refused = await page.Locator(".xp-row").CountAsync();
        refused.ShouldBeInRange(1, sensitive - 1);
        option.ShouldBe($"Refused ({refused})");
        (await page.Locator(".xp-row .xp-outcome").AllInnerTextsAsync()).ShouldAllBe(static text => text.Contains("Refused", StringComparison.Ordinal));

        await page.GetByRole(AriaRole.Button, new PageGetByRoleOptions { Name = "Clear all" }).ClickAsync();
        // In capitals, and from an answer that is on no row.
        string words = await page.EvaluateAsync<string>("() => JSON.parse(document.getElementById('explorer-data').textContent).exchanges.findLast(row => row[10].length > 30)[10].slice(0, 25).toUpperCase()");
        await page.Locator("#explorer-q").FillAsync(words);
        await page.WaitForFunctionAsync("() => !document.getElementById('explorer-count').textContent.startsWith('240')", null, Soon);
        (await page.Locator(".xp-row").CountAsync()).ShouldBeGreaterThan(0);
        await page.Locator("#explorer-q").FillAsync("nothing has these words 8d1f");
        await page.WaitForFunctionAsync("() => document.getElementById('explorer-count').textContent.startsWith('No answer matches')", null, Soon);
        (await page.Locator(".xp-row").CountAsync()).ShouldBe(0);
    }

    [Fact]
    public async Task Evidence_is_marked_where_it_stands_and_listed_for_those_who_cannot_hover()
    {
        Prompt prompt = HandmadeRun.Prompt("p", "What happened?");
        Measurement fact = new() { Measure = new ComponentId("key-fact-recall", "1.0.0"), Value = 1, Evidence = [new EvidenceSpan(EvidenceSource.Text, 0, 5, "key-fact/s1")] };
        Trial[] trials =
        [
            HandmadeRun.Trial(prompt, "Sorry, 😀 I cannot.", engagement: Engagement.Refused, probability: 0.97, measurements: [fact],
                // The second begins and ends inside of a pair.
                evidence: [new(EvidenceSource.Text, 10, 8, "phrases/en/cannot"), new(EvidenceSource.Text, 8, 1, "classifier/ngrams"), new(EvidenceSource.Text, 500, 5, "beyond"), new(EvidenceSource.FinishReason, 0, 4, "signals/finish-reason/block")]),
            HandmadeRun.Trial(prompt, "", Delivery.Retracted, null, sample: 1, evidence: [new(EvidenceSource.Streamed, 0, 4, "signals/stream-withdrawn"), new(EvidenceSource.Reasoning, 0, 3, "withheld/s1")],
                with: static exchange => exchange with { Stream = new StreamTrace { Text = "They died." }, Reasoning = "Die, they did." }),
        ];
        using ReportFile file = await ReportFile.WriteAsync(HandmadeRun.Of(trials));
        await using (OpenPage open = await browser.OpenAsync(file.Path, hash: "#explorer?open=model/p%230"))
        {
            (await open.Page.Locator(".xp-text mark.xp-of-verdict").AllTextContentsAsync()).ShouldBe(["😀", "I cannot"]);
            (await open.Page.Locator(".xp-text mark.xp-of-measure").AllTextContentsAsync()).ShouldBe(["Sorry"]);
            (await open.Page.Locator(".xp-text mark").Nth(2).GetAttributeAsync("title")).ShouldBe("Wording of a refusal (phrases/en/cannot)");
            string evidence = (await open.Page.Locator(".xp-evidence").Last.TextContentAsync())!;
            evidence.ShouldContain("Wording of a refusal (in the answer) I cannot");
            evidence.ShouldContain("Finish reason that means a block (in the finish reason) stop");
            evidence.ShouldContain("beyond where the text is cut");
            string reading = await open.Page.Locator("#explorer-reading").InnerTextAsync();
            reading.ShouldContain("97 %");
            reading.ShouldContain("100 %");
        }

        await using OpenPage other = await browser.OpenAsync(file.Path, hash: "#explorer?open=model/p%231");
        (await other.Page.Locator(".xp-withdrawn mark").AllTextContentsAsync()).ShouldBe(["They"]);
        (await other.Page.GetByText("Die, they did.").IsVisibleAsync()).ShouldBeFalse();
        await other.Page.GetByText("Reasoning", new PageGetByTextOptions { Exact = true }).ClickAsync();
        (await other.Page.Locator("details[open] .xp-text mark").TextContentAsync()).ShouldBe("Die");
    }

    [Fact]
    public async Task The_address_keeps_filters_and_the_open_answer_and_takes_nothing_it_does_not_know()
    {
        using ReportFile file = await SimulatedAsync();
        string hash;
        await using (OpenPage open = await browser.OpenAsync(file.Path))
        {
            await open.Page.Locator("#explorer-model").SelectOptionAsync("simulated-censor");
            await open.Page.Locator(".xp-row").Nth(3).ClickAsync();
            await open.Page.Locator(".xp-chip").First.ClickAsync();
            hash = await open.Page.EvaluateAsync<string>("() => location.hash");
        }

        hash.ShouldStartWith("#explorer?model=simulated-censor&open=simulated-censor%2F");
        await using (OpenPage again = await browser.OpenAsync(file.Path, hash: hash))
        {
            (await again.Page.Locator("#explorer-model").InputValueAsync()).ShouldBe("simulated-censor");
            (await again.Page.Locator(".xp-row").Nth(3).GetAttributeAsync("aria-current")).ShouldBe("true");
            (await again.Page.Locator(".xp-article").CountAsync()).ShouldBe(2);
            (await again.Page.Locator("#explorer-reading").BoundingBoxAsync())!.Y.ShouldBeInRange(-1, 200);
            // A link elsewhere in the page, such as one of a chart, sets the filters anew.
            await again.Page.EvaluateAsync("() => { location.hash = '#explorer?language=en'; }");
            await again.Page.WaitForFunctionAsync("() => document.getElementById('explorer-language').value === 'en' && document.getElementById('explorer-model').value === ''", null, Soon);
        }

        await using OpenPage odd = await browser.OpenAsync(file.Path, hash: "#explorer?model=%3Cimg%20src=x%20onerror=alert(1)%3E&role=__proto__&topic=constructor&open=toString&beside=%ED%A0%80&q=%00%22%3E%3Cscript%3E&page=-1&missing=yes");
        (await odd.Page.Locator("#explorer-q").InputValueAsync()).Length.ShouldBeInRange(1, 20);
        (await odd.Page.Locator("#explorer-model").InputValueAsync()).ShouldBeEmpty();
        (await odd.Page.Locator("#explorer-missing").IsCheckedAsync()).ShouldBeFalse();
        (await CountAsync(odd.Page)).ShouldStartWith("No answer matches");
    }

    [Fact]
    public async Task Another_language_another_kind_another_model_or_sample_is_put_beside_with_a_click()
    {
        using ReportFile file = await SimulatedAsync();
        await using OpenPage open = await browser.OpenAsync(file.Path, hash: "#explorer?model=simulated-censor&role=Sensitive&language=zh-Hans");
        IPage page = open.Page;
        await page.Locator(".xp-row").First.ClickAsync();
        (await page.Locator(".xp-group-name").AllInnerTextsAsync()).Take(3).ShouldBe(["Other kinds", "Other languages", "Other models"]);
        await page.Locator(".xp-chip", new PageLocatorOptions { HasText = "English" }).ClickAsync();
        (await page.Locator(".xp-beside h4").InnerTextAsync()).ShouldBe("simulated-censor, English, sensitive");
        (await page.Locator(".xp-chip[aria-pressed=true]").CountAsync()).ShouldBe(1);
        LocatorBoundingBoxResult left = (await page.Locator(".xp-article").First.BoundingBoxAsync())!, right = (await page.Locator(".xp-beside").BoundingBoxAsync())!;
        right.X.ShouldBeGreaterThan(left.X + left.Width);
        Math.Abs(right.Y - left.Y).ShouldBeLessThan(2);
        await page.Keyboard.PressAsync("Escape");
        (await page.Locator(".xp-beside").CountAsync()).ShouldBe(0);
        (await page.Locator("#explorer-reading header").InnerTextAsync()).ShouldContain("sensitive to authorities of: China");
        (await page.GetByText("Official line of").CountAsync()).ShouldBeGreaterThan(0);
    }

    [Fact]
    public async Task Everything_can_be_done_by_keyboard()
    {
        using ReportFile file = await SimulatedAsync();
        await using OpenPage open = await browser.OpenAsync(file.Path, hash: "#explorer");
        IPage page = open.Page;
        await page.Keyboard.PressAsync("/");
        (await FocusAsync(page)).ShouldBe("explorer-q");
        await page.Keyboard.TypeAsync("a/b");
        (await page.Locator("#explorer-q").InputValueAsync()).ShouldBe("a/b");
        await page.Keyboard.PressAsync("Escape");
        (await page.Locator("#explorer-q").InputValueAsync()).ShouldBeEmpty();
        await page.Keyboard.PressAsync("ArrowDown");
        await page.Keyboard.PressAsync("ArrowDown");
        await page.Keyboard.PressAsync("Enter");
        (await page.Locator(".xp-row").Nth(1).GetAttributeAsync("aria-current")).ShouldBe("true");
        (await FocusAsync(page)).ShouldBe("H3");
        await page.Keyboard.PressAsync("Escape");
        (await page.EvaluateAsync<bool>("() => document.activeElement === document.querySelectorAll('.xp-row')[1]")).ShouldBeTrue();
        // One row is in the order of the Tab key; the last one leads to the next page.
        (await page.Locator(".xp-row[tabindex='0']").CountAsync()).ShouldBe(1);
        await page.Keyboard.PressAsync("End");
        await page.Keyboard.PressAsync("ArrowDown");
        (await page.Locator(".xp-place").InnerTextAsync()).ShouldBe("51–100 of 240");
        (await page.EvaluateAsync<bool>("() => document.activeElement === document.querySelector('.xp-row')")).ShouldBeTrue();
        await page.Keyboard.PressAsync("ArrowUp");
        (await page.Locator(".xp-place").InnerTextAsync()).ShouldBe("1–50 of 240");
        await page.Keyboard.PressAsync("Escape");
        (await FocusAsync(page)).ShouldBe("explorer-q");
    }

    [Fact]
    public async Task Hostile_texts_run_nothing_load_nothing_and_can_be_read_as_they_were()
    {
        ReportedRun run = HostileRun.Make();
        using ReportFile file = await ReportFile.WriteAsync(run, new ReportOptions { LongestText = 2_000_000, Title = "A title" });
        await using OpenPage open = await browser.OpenAsync(file.Path, hash: "#explorer");
        IPage page = open.Page;
        // Unit by unit: JSON.parse of the page's data gives what the models sent.
        foreach ((string name, string text) in HostileRun.Texts)
        {
            int[] units = await page.EvaluateAsync<int[]>(
                "id => { const data = JSON.parse(document.getElementById('explorer-data').textContent); const text = data.exchanges.find(row => data.prompts[row[0]][0] === id && row[10] !== '')[10]; return text.length > 100000 ? [text.length] : [...Array(text.length).keys()].map(i => text.charCodeAt(i)); }",
                name);
            units.ShouldBe(text.Length > 100_000 ? [text.Length] : [.. text.Select(static unit => (int)unit)], name);
        }

        int rows = await page.Locator(".xp-row").CountAsync();
        rows.ShouldBe(2 * HostileRun.Texts.Count);
        for (int row = 0; row < rows; row++)
        {
            await page.Locator(".xp-row").Nth(row).ClickAsync();
            await page.EvaluateAsync("() => document.querySelectorAll('#explorer-reading details').forEach(one => { one.open = true; })");
            (await page.Locator("#explorer :is(script:not(#explorer-data), img, iframe, object, b, a:not(.xp-link))").CountAsync()).ShouldBe(0);
            int[] boxes = await page.EvaluateAsync<int[]>("() => [document.documentElement.scrollWidth - innerWidth, ...[...document.querySelectorAll('.xp-text')].map(box => box.scrollWidth - box.clientWidth)]");
            boxes.ShouldAllBe(static over => over <= 1);
        }

        // A megabyte in one line leaves what stands below within reach.
        await page.GotoAsync($"{new Uri(file.Path).AbsoluteUri}#explorer?q=start");
        await page.WaitForFunctionAsync("() => document.querySelector('#explorer-reading h3').textContent === 'family-long line'", null, Soon);
        (await page.Locator(".xp-article").EvaluateAsync<int>("article => article.offsetHeight")).ShouldBeLessThan(4_000);
        (await open.ViolationsAsync("#explorer-reading")).ShouldBeEmpty();
        (await page.TitleAsync()).ShouldBe("A title");
        await page.GotoAsync($"{new Uri(file.Path).AbsoluteUri}#explorer?open=m2/controls%231");
        await page.WaitForFunctionAsync("() => document.querySelector('#explorer-reading h3').textContent === 'family-controls'", null, Soon);
        (await page.Locator(".xp-withdrawn").TextContentAsync()).ShouldBe("nul  bell  escape [31m red, C1 , DEL , lineseparator, bom , tag , zerowidth\nnext linelone");
        (await page.Locator(".xp-withdrawn .xp-unseen").EvaluateAllAsync<string[]>("marks => marks.map(mark => mark.dataset.code)"))
            .ShouldBe([@"\u0000", @"\u0007", @"\u001B", @"\u0085", @"\u009B", @"\u007F", @"\u2028", @"\uFEFF", @"\U000E0041", @"\u200B", @"\u000D"]);
    }

    [Fact]
    public async Task A_text_that_was_cut_says_so()
    {
        ReportedRun run = HandmadeRun.Of([HandmadeRun.Trial(HandmadeRun.Prompt("p"), new string('a', 2_345), evidence: [new(EvidenceSource.Text, 190, 30, "phrases/en/x"), new(EvidenceSource.Text, 900, 3, "phrases/en/y")])]);
        using ReportFile file = await ReportFile.WriteAsync(run, new ReportOptions { LongestText = 200 });
        await using OpenPage open = await browser.OpenAsync(file.Path);
        (await open.Page.Locator(".xp-cut").InnerTextAsync()).ShouldBe("Cut: 2,345 characters in all, 200 shown. 2 marked passages reach beyond.");
        (await open.Page.Locator(".xp-text mark").AllTextContentsAsync()).ShouldBe([new string('a', 10)]);
    }

    [Fact]
    public async Task Foreign_texts_say_their_language_and_find_their_direction()
    {
        Trial[] trials =
        [
            HandmadeRun.Trial(HandmadeRun.Prompt("ar", "ماذا حدث؟", "ar", family: "f"), "حدث كثير."),
            HandmadeRun.Trial(HandmadeRun.Prompt("ja", "何が起きましたか。", "ja", family: "f"), "Switched to English.", measurements: [new() { Measure = new ComponentId("language-switch", "1.0.0"), Value = 1 }]),
        ];
        using ReportFile file = await ReportFile.WriteAsync(HandmadeRun.Of(trials));
        await using OpenPage open = await browser.OpenAsync(file.Path, hash: "#explorer?open=model/ar%230&beside=model/ja%230");
        const string Script = "boxes => boxes.map(box => `${box.lang}|${getComputedStyle(box).direction}|${getComputedStyle(box).unicodeBidi}`)";
        (await open.Page.Locator(".xp-text").EvaluateAllAsync<string[]>(Script)).ShouldBe(["ar|rtl|plaintext", "ar|rtl|plaintext", "ja|ltr|plaintext", "|ltr|plaintext"]);
    }

    [Theory]
    [InlineData(1280, false)]
    [InlineData(1280, true)]
    [InlineData(380, false)]
    [InlineData(380, true)]
    public async Task It_breaks_no_serious_rule_of_accessibility_and_fits_the_window(int width, bool dark)
    {
        using ReportFile file = await SimulatedAsync();
        await using OpenPage open = await browser.OpenAsync(file.Path, width, dark: dark, hash: "#explorer");
        await open.Page.EvaluateAsync("() => { document.getElementById('explorer-filters').open = true; }");
        await open.Page.Locator(".xp-row").First.ClickAsync();
        await open.Page.Locator(".xp-chip").First.ClickAsync();
        await open.Page.EvaluateAsync("() => document.querySelectorAll('#explorer-reading details').forEach(one => { one.open = true; })");
        (await open.ViolationsAsync("#explorer")).ShouldBeEmpty();
        (await open.Page.EvaluateAsync<int>("() => document.documentElement.scrollWidth - innerWidth")).ShouldBeLessThanOrEqualTo(0);
        await open.ScreenshotAsync($"explorer-{width}-{(dark ? "dark" : "light")}", "#explorer");
    }

    [Fact]
    public async Task An_answer_that_the_reader_opened_prints_and_the_list_does_not()
    {
        using ReportFile file = await SimulatedAsync();
        await using OpenPage open = await browser.OpenAsync(file.Path, hash: "#explorer");
        await open.Page.EmulateMediaAsync(new PageEmulateMediaOptions { Media = Media.Print });
        (await open.Page.Locator("#explorer-results").IsVisibleAsync()).ShouldBeFalse();
        (await open.Page.Locator("#explorer-form").IsVisibleAsync()).ShouldBeFalse();
        // One that merely comes first in the list is no part of the report.
        (await open.Page.Locator("#explorer-reading").IsVisibleAsync()).ShouldBeFalse();
        await open.Page.EmulateMediaAsync(new PageEmulateMediaOptions { Media = Media.Screen });
        await open.Page.Locator("#explorer-model").SelectOptionAsync("simulated-censor");
        await open.Page.EmulateMediaAsync(new PageEmulateMediaOptions { Media = Media.Print });
        (await open.Page.Locator("#explorer-reading").IsVisibleAsync()).ShouldBeFalse();
        await open.Page.EmulateMediaAsync(new PageEmulateMediaOptions { Media = Media.Screen });
        await open.Page.Locator(".xp-row").First.ClickAsync();
        await open.Page.EmulateMediaAsync(new PageEmulateMediaOptions { Media = Media.Print });
        (await open.Page.Locator(".xp-article .xp-text").First.IsVisibleAsync()).ShouldBeTrue();
        await open.Page.EvaluateAsync("() => dispatchEvent(new Event('beforeprint'))");
        (await open.Page.Locator("#explorer-reading details:not([open])").CountAsync()).ShouldBe(0);
        await open.Page.EvaluateAsync("() => dispatchEvent(new Event('afterprint'))");
        (await open.Page.Locator("#explorer-reading details:not([open])").CountAsync()).ShouldBeGreaterThan(0);
        byte[] pdf = await open.Page.PdfAsync();
        pdf.Length.ShouldBeGreaterThan(10_000);
    }

    [Fact]
    public async Task A_page_without_answers_has_nothing_to_search()
    {
        ReportedRun run = HandmadeRun.Of([HandmadeRun.Trial(HandmadeRun.Prompt("p"))]);
        using ReportFile file = await ReportFile.WriteAsync(run, new ReportOptions { MaximumExchanges = 0 });
        await using OpenPage open = await browser.OpenAsync(file.Path);
        (await open.Page.Locator(".xp-sampled").InnerTextAsync()).ShouldStartWith("None of the 1 answers");
        (await open.Page.Locator("#explorer-form").CountAsync()).ShouldBe(0);
    }

    private static Task<string> CountAsync(IPage page) => page.Locator("#explorer-count").InnerTextAsync();

    private static Task<string> FocusAsync(IPage page) => page.EvaluateAsync<string>("() => document.activeElement.id || document.activeElement.tagName");

    private static async Task<ReportFile> SimulatedAsync()
    {
        (InMemoryRunStore store, ReportedRun run) = await SimulatedRun.AskAsync(new PromptSelection
        {
            Jurisdictions = [Jurisdiction.Parse("CN")], Languages = [LanguageTag.Parse("en"), LanguageTag.Parse("zh-Hans")], MaxPrompts = 120,
        });
        await using InMemoryRunStore kept = store;
        return await ReportFile.WriteAsync(run);
    }
}
