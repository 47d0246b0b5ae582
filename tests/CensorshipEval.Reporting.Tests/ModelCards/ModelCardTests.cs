using CensorshipEval.Reporting.Tests.Golden;
using CensorshipEval.Reporting.Tests.Markdown;
using CensorshipEval.Reporting.Tests.Runs;

namespace CensorshipEval.Reporting.Tests.ModelCards;

public sealed class ModelCardTests
{
    [Fact]
    public void A_card_is_the_approved_one() => GoldenFile.ShouldBe("model-card.md", Versionless(ModelCard.Of(MadeRun.Plain(), "closed-2.5", new ModelCardOptions { ModelName = "maker/closed-2.5", Source = new Uri("https://example.org/report \"x\"") })));

    [Fact]
    public void A_hostile_card_is_the_approved_one() => GoldenFile.ShouldBe("model-card-hostile.md", Versionless(ModelCard.Of(MadeRun.Foul(), MadeRun.Hostile + "A")));

    [Fact]
    public void Every_line_of_the_metadata_is_a_key_with_a_plain_or_a_quoted_value()
    {
        string[] lines = ModelCard.Of(MadeRun.Foul(), MadeRun.Hostile + "A", new ModelCardOptions { ModelName = "a\": {b}\n---\n# \\" }).Split('\n');
        lines[0].ShouldBe("---");
        int ends = Array.IndexOf(lines, "---", 1);
        ends.ShouldBeGreaterThan(10);
        foreach (string line in lines[1..ends])
            System.Text.RegularExpressions.Regex.IsMatch(line, "^ *(- )?[a-z-_]+:( (\"([^\"\\\\]|\\\\[\"\\\\])*\"|[A-Za-z0-9_. -]+))?$").ShouldBeTrue(line);
        lines[2].ShouldBe("- name: \"a\\\": {b}\\\\u000A---\\\\u000A# \\\\\"");
        lines[1..ends].ShouldContain("      verified: false");
    }

    [Fact]
    public void Nothing_that_strangers_wrote_becomes_a_link_an_image_or_an_element()
    {
        string card = ModelCard.Of(MadeRun.Foul(), MadeRun.Hostile + "A");
        MarkdownSummaryTests.Inert(MarkdownSummaryTests.Render(card[(card.IndexOf("\n---\n", StringComparison.Ordinal) + 5)..]));
    }

    [Fact]
    public void A_target_that_is_not_there_is_told_with_those_that_are() =>
        Should.Throw<InputException>(static () => ModelCard.Of(MadeRun.Plain(), "nobody")).Message.ShouldContain("closed-2.5, open");

    // The library's version changes with every release.
    private static string Versionless(string card) => System.Text.RegularExpressions.Regex.Replace(card, "CensorshipEval [0-9][0-9A-Za-z.-]*[0-9A-Za-z]", "CensorshipEval VERSION");
}
