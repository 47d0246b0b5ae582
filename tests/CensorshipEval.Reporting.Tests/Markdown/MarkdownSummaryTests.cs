using System.Text;
using System.Text.RegularExpressions;
using CensorshipEval.Export;
using CensorshipEval.Reporting.Tests.Golden;
using CensorshipEval.Reporting.Tests.Runs;
using Markdig;

namespace CensorshipEval.Reporting.Tests.Markdown;

public sealed class MarkdownSummaryTests
{
    private static readonly string[] Ours = ["h1", "h2", "h3", "p", "ul", "li", "table", "thead", "tbody", "tr", "th", "td", "code", "em", "hr"];

    [Fact]
    public void A_summary_is_the_approved_one() => GoldenFile.ShouldBe("summary.md", MarkdownSummary.Of(MadeRun.Plain(new RunFindings { Gates = MadeRun.Gates() })));

    [Fact]
    public void A_hostile_summary_is_the_approved_one() => GoldenFile.ShouldBe("summary-hostile.md", MarkdownSummary.Of(MadeRun.Foul(new RunFindings { Gates = MadeRun.Gates(hostile: true) })));

    [Fact]
    public void Nothing_that_strangers_wrote_becomes_a_link_an_image_or_an_element()
    {
        string html = Render(MarkdownSummary.Of(MadeRun.Foul(new RunFindings { Gates = MadeRun.Gates(hostile: true) }), new ReportOptions { Title = MadeRun.Hostile, Command = MadeRun.Hostile }, MarkdownSummary.LongestStepSummary));
        Inert(html);
    }

    [Theory]
    [InlineData("@octocat and @org/team")]
    [InlineData("fixes #12, GH-7, org/repo#3, deadbeefcafe")]
    [InlineData("http://e.com www.e.com a@b.com javascript:alert(1) <http://e>")]
    [InlineData("![x](http://e/p.png) [l](http://e) [r]: http://e")]
    [InlineData("<b>x</b> <!-- c --> &lt; &#60;script&#62;")]
    [InlineData("`` ` ``` a`b `x")]
    [InlineData("| a | b || c |d")]
    [InlineData("*a* **b** _c_ ~~d~~ $e$ :smile: ==f==")]
    [InlineData("# head")]
    [InlineData("1. one")]
    [InlineData("- one")]
    [InlineData("+ one")]
    [InlineData("    four spaces")]
    [InlineData("---")]
    [InlineData("===")]
    [InlineData("```")]
    [InlineData("> quote")]
    [InlineData("back\\slash\\| \\")]
    public void Hostile_text_is_inert_and_can_be_read_as_it_was(string text)
    {
        string written = Reporting.Markdown.MarkdownText.Of(text);
        foreach (string frame in new[] { "- {0}\n", "{0}\n", "| a | b |\n| --- | --- |\n| {0} | second |\n" })
        {
            string html = Render(string.Format(frame, written));
            Inert(html);
            if (frame[0] == '|') html.Split("<td>").Length.ShouldBe(3, html);
            string shown = System.Net.WebUtility.HtmlDecode(Regex.Replace(html, "<[^>]*>", ""));
            string Words(string of) => string.Join(' ', of.Split([' ', '\n'], StringSplitOptions.RemoveEmptyEntries));
            Words(shown).ShouldContain(Words(text));
        }
    }

    [Fact]
    public void People_are_not_called_and_issues_not_linked()
    {
        // GitHub looks for these after Markdown, in all text that is not code.
        string html = Render(MarkdownSummary.Of(MadeRun.Foul(new RunFindings { Gates = MadeRun.Gates(hostile: true) })));
        string text = Regex.Replace(Regex.Replace(html, "<code>.*?</code>", ""), "<[^>]*>", " ");
        text.ShouldNotContain("@");
        Regex.IsMatch(System.Net.WebUtility.HtmlDecode(text), "#[0-9]").ShouldBeFalse();
    }

    [Theory]
    [InlineData(1_000)]
    [InlineData(2_500)]
    [InlineData(4_000)]
    public void A_summary_keeps_to_its_limit_and_says_that_it_was_cut(int limit)
    {
        string text = MarkdownSummary.Of(MadeRun.Plain(new RunFindings { Gates = MadeRun.Gates() }), limit: limit);
        Encoding.UTF8.GetByteCount(text).ShouldBeLessThanOrEqualTo(limit);
        text.ShouldContain("Shortened to fit");
    }

    [Fact]
    public void Many_models_fit_a_comment_and_what_is_left_out_is_counted()
    {
        ReportedRun run = MadeRun.Plain();
        Target[] targets = [.. Enumerable.Range(0, 400).Select(static number => new Target { Id = $"model-{number}", Model = $"model-{number}" })];
        Prompt[] prompts = [.. run.Plan.Prompts.Take(4)];
        Trial[] trials =
        [
            .. targets.SelectMany(target => prompts.Select(prompt => new Trial
            {
                Exchange = new Exchange { Key = new TrialKey("r", target.Id, prompt.Id, 0), Target = target, Prompt = prompt, Text = "x" },
                Verdict = new Verdict { Detector = MadeRun.Detector, Delivery = Delivery.Delivered, Engagement = Engagement.Complete },
            })),
        ];
        string text = MarkdownSummary.Of(MadeRun.Of("r", targets, prompts, trials));
        Encoding.UTF8.GetByteCount(text).ShouldBeInRange(20_000, MarkdownSummary.LongestComment);
        text.ShouldContain("more, in `tables/");
        text.ShouldContain("What is not known");
    }

    internal static string Render(string markdown) =>
        Markdig.Markdown.ToHtml(markdown, new MarkdownPipelineBuilder().UseAdvancedExtensions().UseAutoLinks().UseEmojiAndSmiley().Build());

    internal static void Inert(string html)
    {
        foreach (Match element in Regex.Matches(html, "<[/!]?([A-Za-z0-9-]*)([^>]*)>"))
        {
            element.Groups[1].Value.ShouldBeOneOf(Ours);
            Regex.Replace(element.Groups[2].Value, " (id=\"[^\"]*\"|style=\"text-align: right;\")|\\s?/", "").ShouldBe("", element.Value);
        }
    }
}
