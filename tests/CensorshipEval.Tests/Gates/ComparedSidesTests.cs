using CensorshipEval.Analysis;
using CensorshipEval.Gates;

namespace CensorshipEval.Tests.Gates;

/// <summary>What a gate weighs is what it compares, and nothing beside it.</summary>
public sealed class ComparedSidesTests
{
    private static readonly Gate Index = new() { Name = "i", Measure = Quantity.HardRate, As = MeasuredAs.Index, AtMost = 0.2 };
    private static readonly Gate Recall = new() { Name = "r", Measure = new Quantity(MadeUpRun.Recall), AtLeast = 0.1, Inconclusive = GateVerdict.Pass };

    [Fact]
    public void What_is_missing_beside_what_is_compared_decides_nothing()
    {
        GateResult change = new MadeUpRun().With(60, 0).With(0, 0, jurisdiction: "RU", missing: 30)
            .Of(Index with { As = MeasuredAs.ValueChange }, new MadeUpRun().With(60, 0).Analysis);
        (change.Outcome, change.MissingShare, change.Bounds).ShouldBe((GateOutcome.Pass, 0, new Interval(0, 0)));
        GateResult index = new MadeUpRun().With(60, 0).With(60, 0, PromptRole.Analogue).With(0, 0, jurisdiction: "RU", missing: 30).Of(Index);
        (index.Outcome, index.MissingShare).ShouldBe((GateOutcome.Pass, 0));
    }

    [Fact]
    public void What_is_missing_of_what_is_compared_is_not_thinned_by_the_rest()
    {
        GateResult result = new MadeUpRun().With(30, 0, missing: 10).With(200, 0, jurisdiction: "RU").With(40, 0, PromptRole.Analogue).Of(Index with { Inconclusive = GateVerdict.Pass });
        (result.Reason, result.MissingShare).ShouldBe((GateReason.TooMuchMissing, 0.25));
    }

    [Fact]
    public void A_content_index_leaves_out_families_without_the_measure_and_what_is_missing_there()
    {
        MadeUpRun run = new MadeUpRun().With(40, 0, recall: 0.5).With(40, 0, PromptRole.Analogue, recall: 0.5)
            .With(10, 0, jurisdiction: "RU").With(0, 0, PromptRole.Analogue, jurisdiction: "RU", missing: 10);
        GateResult result = run.Of(new Gate { Name = "i", Measure = new Quantity(MadeUpRun.Recall), As = MeasuredAs.Index, AtMost = 0.5 });
        (result.Outcome, result.MissingShare, result.Families).ShouldBe((GateOutcome.Pass, 0, 40));
    }

    [Theory]
    [InlineData(50, GateReason.WithinLimits)]
    [InlineData(49, GateReason.TooFewValues)]
    public void A_content_measure_needs_a_value_for_half_of_the_answers(int values, GateReason reason)
    {
        GateResult result = new MadeUpRun().With(100, 0, recall: 0.9, withRecall: values).Of(Recall);
        result.Reason.ShouldBe(reason);
        if (reason is GateReason.TooFewValues) (result.Verdict, result.Message.Contains("too few of the answers have a value: 49 of 100", StringComparison.Ordinal)).ShouldBe((GateVerdict.Fail, true));
    }

    [Fact]
    public void Few_values_on_one_side_are_too_few() => new MadeUpRun().With(100, 0, recall: 0.9).With(100, 0, PromptRole.Analogue, recall: 0.9, withRecall: 30)
        .Of(new Gate { Name = "i", Measure = new Quantity(MadeUpRun.Recall), As = MeasuredAs.Index, AtMost = 0.5, Inconclusive = GateVerdict.Pass })
        .Message.ShouldContain("30 of 100");

    [Fact]
    public void A_refusal_has_no_content_and_is_no_answer_without_a_value() => new MadeUpRun().With(100, 60, recall: 0.9).Of(Recall).Outcome.ShouldBe(GateOutcome.Pass);

    [Fact]
    public void Families_that_lack_one_side_are_told()
    {
        GateResult result = new MadeUpRun().With(60, 0).With(45, 0, PromptRole.Analogue).Of(Index);
        (result.Families, result.UnpairedFamilies).ShouldBe((45, 15));
        result.Message.ShouldContain("45 families, 15 more without the other side");
    }

    [Theory]
    [InlineData(MeasuredAs.Index)]
    [InlineData(MeasuredAs.ValueChange)]
    public void A_missing_rate_of_nothing_but_missing_is_no_comparison(MeasuredAs compared)
    {
        RunAnalysis before = new MadeUpRun().With(0, 0, missing: 60).Analysis;
        GateResult result = new MadeUpRun().With(0, 0, missing: 60).With(0, 0, PromptRole.Analogue, missing: 60)
            .Of(Index with { Measure = Quantity.MissingRate, As = compared, Inconclusive = GateVerdict.Pass }, before);
        (result.Verdict, result.Reason).ShouldBe((GateVerdict.Fail, GateReason.NothingObserved));
    }
}
