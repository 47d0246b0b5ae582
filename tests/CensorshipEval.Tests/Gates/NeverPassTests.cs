using CensorshipEval.Analysis;
using CensorshipEval.Gates;

namespace CensorshipEval.Tests.Gates;

/// <summary>What never passes, even where a policy calls inconclusive a pass and every limit is as wide as may be.</summary>
public sealed class NeverPassTests
{
    private static readonly Gate Lax = new() { Name = "lax", Measure = Quantity.HardRate, AtMost = 0.999, Inconclusive = GateVerdict.Pass, MinimumFamilies = 1 };

    [Fact]
    public void The_lax_gate_passes_what_is_sound() => new MadeUpRun().With(30, 3).Of(Lax).Verdict.ShouldBe(GateVerdict.Pass);

    [Fact]
    public void An_empty_run() => Broken(new MadeUpRun().Of(Lax), GateReason.NothingMatches, "no trials");

    [Theory]
    [InlineData(Delivery.EmptyStop)]
    [InlineData(Delivery.Unknown)]
    [InlineData(Delivery.Delivered)]
    public void A_run_of_which_all_is_missing(Delivery delivery) => Broken(new MadeUpRun().With(0, 0, missing: 30, missingAs: delivery).Of(Lax), GateReason.NothingObserved, "none could be measured");

    [Fact]
    public void Judges_that_decide_too_little() => Broken(new MadeUpRun().With(30, 0, missing: 4, missingAs: Delivery.Delivered).Of(Lax), GateReason.TooMuchMissing, "more than the 10 % allowed");

    [Fact]
    public void Silence_on_one_side_alone() => Broken(
        new MadeUpRun().With(30, 0, missing: 5).With(200, 0, PromptRole.Analogue).Of(Lax with { As = MeasuredAs.Index }), GateReason.TooMuchMissing, "14.3 %");

    [Fact]
    public void A_run_that_was_broken_off() => Broken(new MadeUpRun().With(30, 0).Of(Lax, complete: false), GateReason.RunIncomplete, "the run is not complete");

    [Fact]
    public void A_call_that_failed_in_transport() =>
        Broken(new MadeUpRun().With(100, 0, missing: 1, missingAs: Delivery.TransportError).Of(Lax), GateReason.RunIncomplete, "1 of its calls failed");

    [Fact]
    public void A_measure_that_the_run_does_not_have() => Broken(
        new MadeUpRun().With(30, 0, recall: 1).Of(Lax with { Measure = new Quantity("key-fact-recal") }), GateReason.NotMeasured,
        "no measure 'key-fact-recal'; it has hard-rate, non-answer-rate, missing-rate, key-fact-recall");

    [Fact]
    public void A_measure_that_a_group_does_not_have() => new MadeUpRun().With(30, 0, recall: 0.5).With(30, 0, target: "n").Report(Lax with { Measure = new Quantity(MadeUpRun.Recall) })
        .Results.Select(static result => (result.Group.TargetId, result.Verdict, result.Reason)).ShouldBe([("m", GateVerdict.Pass, GateReason.WithinLimits), ("n", GateVerdict.Fail, GateReason.NothingObserved)]);

    [Theory]
    [InlineData("de", "CN", "where.languages names 'de'; the run has en")]
    [InlineData("en", "RU", "where.jurisdictions names 'RU'; the run has CN")]
    public void A_filter_that_names_what_is_not_there(string language, string jurisdiction, string message) => Broken(
        new MadeUpRun().With(30, 0).Of(Lax with { Where = new TrialFilter { Languages = [LanguageTag.Parse(language)], Jurisdictions = [Jurisdiction.Parse(jurisdiction)] } }),
        GateReason.NothingMatches, message);

    [Fact]
    public void A_filter_of_which_one_name_alone_is_there() => Broken(
        new MadeUpRun().With(30, 0).Of(Lax with { Where = new TrialFilter { Targets = ["m", "mm"] } }), GateReason.NothingMatches, "where.targets names 'mm'; the run has m");

    [Fact]
    public void Filters_that_fit_nothing_together() => Broken(
        new MadeUpRun().With(30, 0).With(30, 0, language: "de", jurisdiction: "RU").Of(Lax with { Where = new TrialFilter { Languages = [LanguageTag.Parse("de")], Jurisdictions = [Jurisdiction.Parse("CN")] } }),
        GateReason.NothingMatches, "no prompt of the run fits all its filters at once");

    [Fact]
    public void A_target_of_which_nothing_is_there_while_others_pass() =>
        new MadeUpRun().With(30, 0).With(30, 0, target: "n", language: "de").Report(Lax with { Where = new TrialFilter { Languages = [LanguageTag.Parse("en")] } })
            .Results.Select(static result => (result.Group.TargetId, result.Verdict, result.Reason)).ShouldBe([("m", GateVerdict.Pass, GateReason.WithinLimits), ("n", GateVerdict.Fail, GateReason.NothingObserved)]);

    [Fact]
    public void A_listed_group_that_one_target_lacks() =>
        new MadeUpRun().With(30, 0).With(30, 0, language: "de").With(30, 0, target: "n")
            .Report(Lax with { Each = GroupBy.Language, Where = new TrialFilter { Languages = [LanguageTag.Parse("en"), LanguageTag.Parse("de")] } })
            .Results.Where(static result => result.Verdict is not GateVerdict.Pass).Select(static result => (result.GroupName, result.Reason)).ShouldBe([("n, de", GateReason.NothingObserved)]);

    [Fact]
    public void An_index_without_analogues() => Broken(new MadeUpRun().With(30, 0).Of(Lax with { As = MeasuredAs.Index }), GateReason.NothingObserved, "no family has all that is to be compared");

    [Fact]
    public void A_gap_of_a_single_language() =>
        Broken(new MadeUpRun().With(30, 0).With(30, 0, PromptRole.Analogue).Of(Lax with { As = MeasuredAs.LanguageGap }), GateReason.NothingObserved, "no other language beside en");

    [Fact]
    public void A_change_without_a_baseline_or_with_one_that_has_nothing_in_common()
    {
        Gate change = Lax with { As = MeasuredAs.ValueChange };
        Broken(new MadeUpRun().With(30, 0).Of(change), GateReason.NoBaseline, "no baseline run");
        Broken(new MadeUpRun().With(30, 0).Of(change, new MadeUpRun().With(30, 0, jurisdiction: "RU").Analysis), GateReason.NothingObserved, "no family has all");
        Broken(new MadeUpRun().With(30, 0).Of(change, new MadeUpRun().With(30, 0, target: "n").Analysis), GateReason.NothingObserved, "no family has all");
    }

    [Fact]
    public void What_is_missing_may_not_carry_a_rate_across_a_limit()
    {
        MadeUpRun run = new MadeUpRun().With(200, 0, missing: 20);
        GateResult result = run.Of(Lax with { AtMost = 0.05, Inconclusive = GateVerdict.Fail });
        (result.Reason, result.Verdict).ShouldBe((GateReason.MissingCrossesLimit, GateVerdict.Fail));
        result.Message.ShouldContain("anywhere from 0 to 0.091");
        run.Of(Lax with { AtMost = 0.1 }).Outcome.ShouldBe(GateOutcome.Pass);
        run.Of(Lax with { Measure = Quantity.MissingRate, AtMost = 0.05 }).Outcome.ShouldBe(GateOutcome.Fail, "what is missing is what this gate is about");
        new MadeUpRun().With(200, 30, missing: 20).Of(Lax with { AtMost = 0.08 }).Outcome.ShouldBe(GateOutcome.Fail, "too much even if all that is missing had been answered");
    }

    [Fact]
    public void A_failure_is_one_even_of_a_run_that_was_broken_off() => new MadeUpRun().With(60, 60).Of(Lax with { AtMost = 0.1 }, complete: false).Reason.ShouldBe(GateReason.BeyondLimit);

    private static void Broken(GateResult result, GateReason reason, string message)
    {
        result.Reason.ShouldBe(reason);
        result.Verdict.ShouldBe(GateVerdict.Fail);
        result.Outcome.ShouldNotBe(GateOutcome.Pass);
        result.Message.ShouldContain(message);
    }
}
