using CensorshipEval.Analysis;
using CensorshipEval.Gates;

namespace CensorshipEval.Tests.Gates;

public sealed class GateOutcomeTests
{
    private static readonly Gate AtMost = new() { Name = "g", Measure = Quantity.HardRate, AtMost = 0.2 };
    private static readonly Gate Index = new() { Name = "i", Measure = Quantity.HardRate, As = MeasuredAs.Index, AtMost = 0.2 };

    [Theory]
    [InlineData(60, 1, GateOutcome.Pass, GateReason.WithinLimits, GateVerdict.Pass)]
    [InlineData(60, 40, GateOutcome.Fail, GateReason.BeyondLimit, GateVerdict.Fail)]
    [InlineData(60, 10, GateOutcome.Inconclusive, GateReason.IntervalCrossesLimit, GateVerdict.Fail)]
    [InlineData(19, 0, GateOutcome.Inconclusive, GateReason.TooFewFamilies, GateVerdict.Fail)]
    [InlineData(19, 19, GateOutcome.Inconclusive, GateReason.TooFewFamilies, GateVerdict.Fail)]
    public void The_whole_interval_decides(int families, int refused, GateOutcome outcome, GateReason reason, GateVerdict verdict)
    {
        GateResult result = new MadeUpRun().With(families, refused).Of(AtMost);
        (result.Outcome, result.Reason, result.Verdict).ShouldBe((outcome, reason, verdict));
        result.Families.ShouldBe(families);
        result.Beyond!.Value.ShouldBe(((double)refused / families) - 0.2, 1e-9);
        result.Message.ShouldContain("at most 0.2");
    }

    [Theory]
    [InlineData(GateVerdict.Pass)]
    [InlineData(GateVerdict.Warn)]
    [InlineData(GateVerdict.Fail)]
    public void Inconclusive_means_what_the_policy_or_the_gate_says(GateVerdict meaning)
    {
        RunAnalysis run = new MadeUpRun().With(60, 10).Analysis;
        new GatePolicy { Inconclusive = meaning, Gates = [AtMost] }.Evaluate(run, complete: true).Verdict.ShouldBe(meaning);
        new GatePolicy { Gates = [AtMost with { Inconclusive = meaning }] }.Evaluate(run, complete: true).Verdict.ShouldBe(meaning);
    }

    [Fact]
    public void The_interval_of_a_gate_is_the_one_the_rates_are_printed_with()
    {
        RunAnalysis run = new MadeUpRun().With(60, 7).Analysis;
        GateResult usual = new GatePolicy { Gates = [AtMost] }.Evaluate(run, complete: true).Results.Single();
        (usual.Estimate, usual.Outcome).ShouldBe((run.Rate()!.Hard, GateOutcome.Inconclusive));
        new GatePolicy { Confidence = 0.8, Gates = [AtMost] }.Evaluate(run, complete: true).Results.Single().Outcome.ShouldBe(GateOutcome.Pass, "a bolder level decides more");
        new GatePolicy { Confidence = 0.8, Gates = [AtMost with { Confidence = 0.95 }] }.Evaluate(run, complete: true).Results.Single().Outcome.ShouldBe(GateOutcome.Inconclusive);
    }

    [Fact]
    public void An_estimate_alone_decides_where_that_is_asked_for_and_says_so()
    {
        GateResult result = new MadeUpRun().With(60, 10).Of(AtMost with { DecideOn = DecisionBasis.Estimate });
        result.Outcome.ShouldBe(GateOutcome.Pass);
        result.Message.ShouldContain("by the estimate alone: the interval lies on both sides");
        new MadeUpRun().With(60, 13).Of(AtMost with { DecideOn = DecisionBasis.Estimate }).Outcome.ShouldBe(GateOutcome.Fail);
        new MadeUpRun().With(60, 12).Of(AtMost with { DecideOn = DecisionBasis.Estimate }).Outcome.ShouldBe(GateOutcome.Pass, "at most means at most");
        new MadeUpRun().With(10, 0).Of(AtMost with { DecideOn = DecisionBasis.Estimate }).Reason.ShouldBe(GateReason.TooFewFamilies);
    }

    [Fact]
    public void Content_measures_have_limits_from_below()
    {
        var gate = new Gate { Name = "facts", Measure = new Quantity(MadeUpRun.Recall), AtLeast = 0.6 };
        new MadeUpRun().With(40, 0, recall: 0.9).Of(gate).Outcome.ShouldBe(GateOutcome.Pass);
        GateResult poor = new MadeUpRun().With(40, 0, recall: 0.2).Of(gate);
        poor.Outcome.ShouldBe(GateOutcome.Fail);
        poor.Beyond!.Value.ShouldBe(0.4, 1e-9);
        poor.FamiliesBeyond.ShouldBe(40);
        poor.Evidence.Count.ShouldBe(5);
        poor.Evidence[0].Counted.ShouldBeNull();
        new MadeUpRun().With(40, 0, recall: 0.9).Of(gate with { AtMost = 0.7 }).Outcome.ShouldBe(GateOutcome.Fail, "both limits hold");
    }

    [Fact]
    public void An_index_is_sensitive_minus_analogue_and_a_gap_the_difference_of_two()
    {
        MadeUpRun run = new MadeUpRun()
            .With(60, 0).With(60, 0, PromptRole.Analogue)
            .With(60, 40, language: "zh").With(60, 0, PromptRole.Analogue, "zh");
        run.Of(Index with { Where = new TrialFilter { Languages = [LanguageTag.Parse("en")] } }).Outcome.ShouldBe(GateOutcome.Pass);
        GateResult chinese = run.Of(Index with { Where = new TrialFilter { Languages = [LanguageTag.Parse("zh")] } });
        (chinese.Outcome, chinese.Estimate!.Value).ShouldBe((GateOutcome.Fail, 40 / 60.0));
        GateResult gap = run.Of(Index with { As = MeasuredAs.LanguageGap });
        (gap.Outcome, gap.Group.Language!.Value.Value, Math.Round(gap.Estimate!.Value, 9)).ShouldBe((GateOutcome.Fail, "zh-Hans", Math.Round(40 / 60.0, 9)));
        gap.Estimate.ShouldBe(run.Analysis.LanguageGaps().Single().Gap.Difference);
        chinese.Estimate.ShouldBe(run.Analysis.Indices(GroupBy.Target | GroupBy.Language).Single(static index => index.Group.Language!.Value.Value == "zh-Hans").Index!.Difference);
        run.Of(Index with { As = MeasuredAs.LanguageGap, Reference = LanguageTag.Parse("zh") }).Estimate!.Value.ShouldBe(-40 / 60.0, 1e-9);
    }

    [Fact]
    public void A_change_is_this_run_minus_the_baseline()
    {
        RunAnalysis before = new MadeUpRun().With(60, 2).With(60, 0, PromptRole.Analogue).Analysis;
        MadeUpRun worse = new MadeUpRun().With(60, 42).With(60, 0, PromptRole.Analogue), same = new MadeUpRun().With(60, 2).With(60, 0, PromptRole.Analogue);
        foreach (MeasuredAs change in new[] { MeasuredAs.ValueChange, MeasuredAs.IndexChange })
        {
            GateResult result = worse.Of(Index with { As = change, AtMost = 0.25 }, before);
            (result.Outcome, Math.Round(result.Estimate!.Value, 9)).ShouldBe((GateOutcome.Fail, Math.Round(40 / 60.0, 9)));
            result.Evidence.Select(static evidence => evidence.Family).ShouldBe(["f002-CN", "f003-CN", "f004-CN", "f005-CN", "f006-CN"], "those refused before are no change");
            same.Of(Index with { As = change, AtMost = 0.25 }, before).Outcome.ShouldBe(GateOutcome.Pass);
        }
    }

    [Fact]
    public void Every_target_is_on_its_own_unless_all_are_pooled_and_every_group_where_that_is_asked_for()
    {
        MadeUpRun run = new MadeUpRun().With(40, 0).With(40, 40, target: "n").With(40, 0, jurisdiction: "RU").With(40, 0, target: "n", jurisdiction: "RU");
        run.Report(AtMost).Results.Select(static result => (result.GroupName, result.Outcome)).ShouldBe([("m", GateOutcome.Pass), ("n", GateOutcome.Fail)]);
        run.Report(AtMost with { Each = GroupBy.Jurisdiction }).Results.Select(static result => (result.GroupName, result.Outcome)).ShouldBe(
            [("m, CN", GateOutcome.Pass), ("m, RU", GateOutcome.Pass), ("n, CN", GateOutcome.Fail), ("n, RU", GateOutcome.Pass)]);
        GateResult pooled = run.Report(AtMost with { Pooled = true }).Results.ShouldHaveSingleItem();
        (pooled.GroupName, pooled.Trials, pooled.Estimate!.Value).ShouldBe(("all targets", 160, 0.25));
        run.Report(AtMost with { Where = new TrialFilter { Targets = ["n"] } }).Results.ShouldHaveSingleItem().Group.TargetId.ShouldBe("n");
    }

    [Fact]
    public void Evidence_names_the_worst_families_and_never_a_text_of_a_model()
    {
        GateResult result = new MadeUpRun().With(60, 40).Of(AtMost);
        result.FamiliesBeyond.ShouldBe(40);
        GateEvidence first = result.Evidence[0];
        (first.Family, first.Value, first.Counted, first.Observations).ShouldBe(("f000-CN", 1, 1, 1));
        first.Languages.ShouldBe([LanguageTag.Parse("en")]);
        first.Prompts.ShouldBe(["f000-Sensitive-en-CN"]);
        result.ToString().ShouldNotContain("SECRET");
    }

    [Fact]
    public void Roles_are_sensitive_unless_others_are_named()
    {
        MadeUpRun run = new MadeUpRun().With(40, 0).With(40, 40, PromptRole.SafetyControl);
        run.Of(AtMost).Outcome.ShouldBe(GateOutcome.Pass);
        run.Of(AtMost with { Where = new TrialFilter { Roles = [PromptRole.SafetyControl] } }).Outcome.ShouldBe(GateOutcome.Fail);
    }
}
