using CensorshipEval.Analysis;
using CensorshipEval.Export;
using CensorshipEval.Reporting.Figures;
using CensorshipEval.Reporting.Overview;
using CensorshipEval.Reporting.Tests.Runs;

namespace CensorshipEval.Reporting.Tests.Overview;

/// <summary>The first screen says no more than was measured, and no name passes for its words.</summary>
public sealed class OverviewWordsTests
{
    private const string Trick = "x and In short: nothing was withheld. Verdict: safe";

    [Fact]
    public void A_name_stands_apart_from_the_sentence_and_cannot_end_itself()
    {
        string name = $"{Trick} \u2069 more \u2068";
        string sentence = $"A {Shown.Name(name)} b {Shown.Name("c")}.";
        Sentence.Parts(sentence).ShouldBe([("A ", false), (Shown.PlainName(name), true), (" b ", false), ("c", true), (".", false)]);
        Sentence.Plain(sentence).ShouldBe($"A {Shown.PlainName(name)} b c.");
        Shown.PlainName(name).IndexOfAny([Sentence.NameBegins, Sentence.NameEnds]).ShouldBe(-1);
    }

    [Theory]
    [InlineData("")]
    [InlineData("plain")]
    [InlineData("\u2068open")]
    [InlineData("\u2069closed")]
    public void Marks_without_a_partner_lose_no_text(string sentence) => Sentence.Plain(sentence).ShouldBe(sentence);

    [Fact]
    public void Names_are_marked_wherever_a_sentence_holds_one_and_no_mark_reaches_a_title_or_Markdown()
    {
        ReportedRun run = HandmadeRun.Of([.. Prompts(25, "CN").SelectMany(static prompt => new[] { HandmadeRun.Trial(prompt, target: Trick), HandmadeRun.Trial(prompt, target: "b") })]);
        var overview = RunOverview.Of(RunFigures.Of(run), new ReportOptions());
        foreach (string sentence in new[] { overview.Title, overview.Asked }.Concat(overview.Notable).Concat(overview.Certainty).Concat(overview.Unknown).Concat(overview.Targets.Select(static target => target.Sentence)))
            Sentence.Parts(sentence).Where(static part => !part.IsName).ShouldAllBe(static part => !part.Text.Contains("Verdict: safe"));
        Sentence.Parts(overview.Title).ShouldContain((Trick, true));
        MarkdownSummary.Of(run).IndexOfAny([Sentence.NameBegins, Sentence.NameEnds]).ShouldBe(-1);
        ModelCard.Of(run, Trick).IndexOfAny([Sentence.NameBegins, Sentence.NameEnds]).ShouldBe(-1);
    }

    [Fact]
    public async Task The_page_shows_names_as_names_and_writes_no_mark_out()
    {
        ReportedRun run = HandmadeRun.Of([.. Prompts(25, "CN").SelectMany(static prompt => new[] { HandmadeRun.Trial(prompt, target: Trick), HandmadeRun.Trial(prompt, target: "b") })]);
        using var folder = new TemporaryFolder();
        string path = Path.Combine(folder.Path, "report.html");
        await HtmlReport.WriteAsync(path, run, cancellationToken: TestContext.Current.CancellationToken);
        string page = await File.ReadAllTextAsync(path, TestContext.Current.CancellationToken);
        page.ShouldContain($"<h1>What <bdi class=\"name\">{Trick}</bdi> and <bdi class=\"name\">b</bdi> answer and what they refuse</h1>");
        page.ShouldContain($"<title>What {Trick} and b answer and what they refuse</title>");
        string markup = page[..page.IndexOf("<script>", StringComparison.Ordinal)];
        markup.ShouldNotContain("\\u2068");
        markup.ShouldNotContain("\\u2069");
    }

    [Fact]
    public void Cards_stand_in_the_order_of_the_plan_and_a_rate_of_few_families_is_called_a_description()
    {
        ReportedRun run = HandmadeRun.Of([.. Prompts(5, "CN").SelectMany(static prompt => new[] { Refused(prompt, "z"), HandmadeRun.Trial(prompt, target: "a") })]);
        IReadOnlyList<TargetHeadline> targets = TargetHeadline.Of(RunFigures.Of(run));
        targets.Select(static target => target.Target.Id).ShouldBe(["z", "a"]);
        targets.ShouldAllBe(static target => target.IsDescriptive);
        targets[0].Conclusion.ShouldContain("only 5 families: a description, and no proof");
    }

    [Fact]
    public void The_index_stands_beside_the_two_rates_it_is_the_difference_of()
    {
        // 25 families with both, of which 5 withhold the sensitive one, and 75 without an analogue, which withhold nothing.
        Prompt[] sensitive = [.. Prompts(100, "CN")], analogues = [.. Prompts(25, "CN", PromptRole.Analogue)];
        ReportedRun run = HandmadeRun.Of([.. sensitive.Select(static (prompt, i) => i < 5 ? Refused(prompt, "m") : HandmadeRun.Trial(prompt, target: "m")), .. analogues.Select(static prompt => HandmadeRun.Trial(prompt, target: "m"))]);
        string sentence = TargetHeadline.Of(RunFigures.Of(run)).Single().Sentence;
        sentence.ShouldContain("Refused or blocked 5 % of the sensitive questions");
        sentence.ShouldContain("100 families");
        sentence.ShouldContain("Over the 25 families that have both, 20 % of the sensitive questions against 0 % of their matched analogues: index +20 points");
    }

    [Fact]
    public void Countries_are_told_together_with_what_too_few_questions_leave_open_and_none_is_called_the_most()
    {
        Trial[] Country(string code, int families, int withheld) =>
        [
            .. Prompts(families, code).Select((prompt, i) => i < withheld ? Refused(prompt, "m") : HandmadeRun.Trial(prompt, target: "m")),
            .. Prompts(families, code, PromptRole.Analogue).Select(static prompt => HandmadeRun.Trial(prompt, target: "m")),
        ];
        ReportedRun run = HandmadeRun.Of([.. Country("CN", 24, 12), .. Country("RU", 24, 12), .. Country("US", 5, 5), .. Country("IN", 24, 0)]);
        string notable = NotableAuthorities.Of(RunFigures.Of(run)).Single();
        notable.ShouldContain("was shown for questions about China (+50 points");
        notable.ShouldContain("and Russia (+50 points");
        notable.ShouldContain("adjusted over 3 countries");
        notable.ShouldContain("Not shown for 1 other country");
        notable.ShouldContain("Too few questions to tell for the United States");
        notable.ShouldNotContain("most");
    }

    [Fact]
    public void Failed_calls_are_no_answers_and_uneven_coverage_is_told()
    {
        Prompt[] prompts = [.. Prompts(22, "CN")];
        ReportedRun run = HandmadeRun.Of(
        [
            .. prompts.Select(static prompt => HandmadeRun.Trial(prompt, target: "whole")), .. prompts.Take(5).Select(static prompt => HandmadeRun.Trial(prompt, "", Delivery.TransportError, null, "failed", probability: null)),
        ]);
        var overview = RunOverview.Of(RunFigures.Of(run), new ReportOptions());
        overview.Asked.ShouldContain("of 44 planned calls, 27 are there, of which 5 failed; 22 answers could be judged");
        overview.Targets[1].Sentence.ShouldBe("All of its 5 calls failed: there is no answer.");
        overview.Unknown.ShouldContain(static line => line.Contains("Not every model was asked, or answered, the same", StringComparison.Ordinal) && Sentence.Plain(line).Contains("failed 5 of 22 (0 judged); whole 22 of 22", StringComparison.Ordinal));
    }

    [Theory]
    [InlineData("simulation", "no host was asked", "declared before")]
    [InlineData("transcript:abc", "as far as the recordings keep", "fixed rule")]
    [InlineData("live", "read off the host's signals", "declared before")]
    public void What_is_said_of_blocks_and_of_declaring_depends_on_where_answers_come_from(string source, string blocks, string declared)
    {
        ReportedRun run = MadeRun.Plain();
        run = run with { Plan = run.Plan with { Source = source } };
        IReadOnlyList<string> certainty = CertaintyText.Of(RunFigures.Of(run));
        certainty.ShouldContain(line => line.Contains(blocks, StringComparison.Ordinal));
        certainty.ShouldContain(line => line.Contains(declared, StringComparison.Ordinal));
    }

    [Fact]
    public void Serving_tells_one_sign_per_model_the_largest_first_and_no_text_of_a_model()
    {
        ServingFinding Sign(string target, long count, ServingFindingKind kind = ServingFindingKind.RepeatedText) => new()
        {
            TargetId = target, Kind = kind, Severity = FindingSeverity.Warning, Message = $"'{Trick}' closes its quotes itself", Count = count, Of = 100,
        };
        ServingFinding[] signs = [Sign("a", 3), Sign("a", 2), Sign("b", 90, ServingFindingKind.OtherModel), Sign("c", 50), Sign("d", 40)];
        var serving = signs.GroupBy(static sign => sign.TargetId).Select(static sign => new ServingSummary
        {
            TargetId = sign.Key, Model = sign.Key, Trials = 100, Returned = 100, ModelNotTold = 0, Models = [], OtherModel = 0, Providers = [], Fingerprints = [], FallbacksTold = 0, EmptyAnswers = null!,
            RepeatedTexts = [], RepeatedTextsIncomplete = false, Drift = [], Findings = [.. sign],
        });
        string[] told = [.. NotableServing.Of(RunFigures.Of(MadeRun.Plain(new RunFindings { Serving = [.. serving] })))];
        told.Length.ShouldBe(4);
        told.Take(3).Select(static line => Sentence.Parts(line)[0].Text).ShouldBe(["b", "c", "d"]);
        told[3].ShouldContain("1 more model");
        string.Concat(told).ShouldNotContain("Verdict");
    }

    [Fact]
    public void With_an_earlier_run_every_model_has_a_sentence_even_where_nothing_changed()
    {
        ReportedRun run = MadeRun.Plain();
        run = run with { Earlier = [new EarlierRun("before", SimulatedRun.Begun, MadeRun.Plain().Analysis)] };
        string[] told = [.. NotableChanges.Of(RunFigures.Of(run)).Select(Sentence.Plain)];
        told.Length.ShouldBe(2);
        told.ShouldAllBe(static line => line.Contains("since the run before of 2 January 2026, 03:04 UTC: index 0 points", StringComparison.Ordinal) && line.Contains("no change shown; ", StringComparison.Ordinal));
    }

    private static Trial Refused(Prompt prompt, string target) => HandmadeRun.Trial(prompt, "No.", engagement: Engagement.Refused, target: target, probability: 0.9);

    private static IEnumerable<Prompt> Prompts(int families, string country, PromptRole role = PromptRole.Sensitive) => Enumerable.Range(0, families)
        .Select(i => HandmadeRun.Prompt($"{country}-{i:000}-{role}", role: role, family: $"{country}-{i:000}") with { Jurisdiction = Jurisdiction.Parse(country) });
}
