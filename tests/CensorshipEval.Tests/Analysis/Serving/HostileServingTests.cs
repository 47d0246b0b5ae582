using System.Text.Json;
using CensorshipEval.Analysis;

namespace CensorshipEval.Tests.Analysis.Serving;

public sealed class HostileServingTests
{
    private const string Hostile = "\u001b[31mred\u202e\u200b\ud800 <script>\"'\n\r\u0000{0}{x}%s";

    [Fact]
    public void Hostile_names_and_texts_come_out_fit_for_a_terminal_and_bounded()
    {
        string longText = Hostile + new string('\u202e', 500) + string.Concat(Enumerable.Repeat("😀 words to make it long enough ", 200));
        ServingSummary summary = new SimulatedServing(1)
        {
            Meddle = (trial, _) => SimulatedServing.With(SimulatedServing.With(SimulatedServing.AnsweredBy(
                trial.Exchange.Prompt.Role is PromptRole.Benign ? SimulatedServing.Says(trial, longText) : trial, Hostile + new string('x', 100_000)),
                "provider", trial.Key.Sample == 0 ? "\"\\ud800\"" : JsonSerializer.Serialize(Hostile.Replace("\ud800", "", StringComparison.Ordinal))),
                "systemFingerprint", trial.Key.Sample == 0 ? "[1,{}]" : "\"\\u001b[2J\""),
        }.Summary();
        summary.Findings.Select(static finding => finding.Kind).ShouldBe([ServingFindingKind.OtherModel, ServingFindingKind.SeveralProviders, ServingFindingKind.RepeatedText], ignoreOrder: true);
        string[] texts =
        [
            .. summary.Findings.Select(static finding => finding.Message), .. summary.Models.Select(static model => model.Name), .. summary.Providers.Select(static name => name.Name),
            .. summary.Fingerprints.Select(static name => name.Name), .. summary.RepeatedTexts.Select(static text => text.Excerpt),
        ];
        foreach (string text in texts)
        {
            VisibleText.Of(text).ShouldBe(text);
            text.Length.ShouldBeLessThan(1_000);
        }

        summary.RepeatedTexts.ShouldHaveSingleItem().Excerpt.Length.ShouldBeLessThanOrEqualTo(120);
        summary.Models.ShouldHaveSingleItem().Name.Length.ShouldBeLessThanOrEqualTo(120);
    }

    [Fact]
    public void A_hostile_name_that_was_asked_for_does_no_harm_either()
    {
        var run = new SimulatedServing(1);
        var table = new ServingTable(run.Plan);
        foreach (Trial trial in run.Trials())
            table.Add(trial with { Exchange = trial.Exchange with { Target = new Target { Id = "t", Model = Hostile + new string('y', 5_000) } } });
        ServingFinding finding = table.Rows().ShouldHaveSingleItem().Findings.ShouldHaveSingleItem();
        finding.Message.Length.ShouldBeLessThan(1_000);
        VisibleText.Of(finding.Message).ShouldBe(finding.Message);
    }

    [Theory]
    [InlineData("null")]
    [InlineData("\"3\"")]
    [InlineData("0")]
    [InlineData("-1")]
    [InlineData("{}")]
    [InlineData("[]")]
    public void What_is_no_list_with_something_in_it_tells_of_no_fallback(string told) =>
        new SimulatedServing(1) { Meddle = (trial, _) => SimulatedServing.With(trial, "fallbacks", told) }.Summary().FallbacksTold.ShouldBe(0);

    [Fact]
    public void Excerpts_never_split_a_pair_nor_exceed_their_limit()
    {
        for (int length = 0; length < 260; length++)
        {
            foreach (string unit in new[] { "a", "😀", "\u202e", "\udc00", "a😀" })
            {
                string text = string.Concat(Enumerable.Repeat(unit, length));
                string excerpt = Excerpt.Of(text);
                excerpt.Length.ShouldBeLessThanOrEqualTo(Excerpt.Most);
                VisibleText.Of(excerpt).ShouldBe(excerpt);
                if (text.Length <= Excerpt.Most && VisibleText.Of(text).Length <= Excerpt.Most) excerpt.ShouldBe(VisibleText.Of(text));
            }
        }
    }

    [Fact]
    public void Names_without_end_are_kept_in_a_bounded_list_and_counted_all_the_same()
    {
        int call = 0;
        ServingSummary summary = new SimulatedServing(1) { Meddle = (trial, _) => SimulatedServing.AnsweredBy(trial, $"other-{(++call * 7919) % 1000:000}") }.Summary();
        summary.Models.Select(static model => model.Name).Order(StringComparer.Ordinal)
            .ShouldBe(Enumerable.Range(1, call).Select(static i => $"other-{(i * 7919) % 1000:000}").Distinct().Order(StringComparer.Ordinal).Take(64));
        summary.OtherModel.ShouldBe(summary.Trials);
    }
}
