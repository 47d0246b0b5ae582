using CensorshipEval.Analysis;
using CensorshipEval.Gates;
using CensorshipEval.Running;

namespace CensorshipEval.Tests.Gates;

/// <summary>Whether all that was planned was asked, of the run and of its baseline.</summary>
public sealed class WholeRunTests
{
    private static readonly Gate Sound = new() { Name = "g", Measure = Quantity.HardRate, AtMost = 0.5, Inconclusive = GateVerdict.Pass, MinimumFamilies = 1 };

    private static readonly EvaluationPlan Plan = new()
    {
        Corpus = TestCorpus.BuiltIn.Info, Targets = [new Target { Id = "t", Model = "m" }], Source = "test", Samples = 2, Judges = new Judges(new ComponentId("d", "1"), []),
        Prompts = [.. Enumerable.Range(0, 30).Select(static i => new Prompt { Id = $"p{i}", Text = "?", Language = LanguageTag.Parse("en"), Role = PromptRole.Sensitive, FamilyId = $"f{i}" })],
    };

    [Fact]
    public void A_fragment_of_a_planned_run_does_not_pass_and_the_whole_does()
    {
        Run(Plan, 2).IsComplete.ShouldBe(true);
        Evaluate(Run(Plan, 2)).Reason.ShouldBe(GateReason.WithinLimits);
        Run(Plan, 2, lacking: 1).IsComplete.ShouldBe(false);
        GateResult fragment = Evaluate(Run(Plan, 2, lacking: 1));
        (fragment.Reason, fragment.Verdict).ShouldBe((GateReason.RunIncomplete, GateVerdict.Fail));
        fragment.Message.ShouldContain("the run is not complete");
        Evaluate(Run(Plan, 2, lacking: 1), complete: true).Reason.ShouldBe(GateReason.WithinLimits, "whoever says so knows better");
        Evaluate(Run(Plan, 2), complete: false).Reason.ShouldBe(GateReason.RunIncomplete);
    }

    [Fact]
    public void What_was_asked_after_an_empty_answer_neither_lacks_nor_stands_for_a_sample()
    {
        Run(Plan, 3).IsComplete.ShouldBe(true);
        Run(Plan, 3, lacking: 1, from: 0).IsComplete.ShouldBe(false);
    }

    [Fact]
    public void Without_a_plan_somebody_must_say_so()
    {
        Run(null, 2).IsComplete.ShouldBeNull();
        GateResult result = Evaluate(Run(null, 2));
        (result.Reason, result.Verdict).ShouldBe((GateReason.RunIncomplete, GateVerdict.Fail));
        result.Message.ShouldContain("give its plan to TrialCounts, or 'complete' to Evaluate");
        Evaluate(Run(null, 2), complete: true).Reason.ShouldBe(GateReason.WithinLimits);
    }

    [Fact]
    public void A_transcript_with_fewer_answers_than_its_plan_may_never_have_had_them()
    {
        EvaluationPlan transcript = Plan with { Source = "transcript:abc" };
        Run(transcript, 2, lacking: 1).IsComplete.ShouldBeNull();
        Run(transcript, 2).IsComplete.ShouldBe(true);
    }

    [Fact]
    public void A_run_with_a_call_that_failed_was_asked_and_is_not_complete()
    {
        RunAnalysis run = Run(Plan, 2, failed: "p3");
        (run.IsAsked, run.IsComplete).ShouldBe((true, false));
        (Run(Plan, 2).IsAsked, Run(Plan, 2, lacking: 1).IsAsked, Run(null, 2, failed: "p3").IsAsked).ShouldBe((true, false, null));
        // The plan is what tells that something lacks.
        Run(null, 2, failed: "p3").IsComplete.ShouldBeNull();
    }

    [Fact]
    public void A_failure_that_was_recorded_stays_one_however_many_answers_there_are()
    {
        EvaluationPlan transcript = Plan with { Source = "transcript:abc" };
        (Run(transcript, 2, failed: "p3").IsAsked, Run(transcript, 2, failed: "p3").IsComplete).ShouldBe((true, false));
        (Run(transcript, 2, lacking: 1, failed: "p3").IsAsked, Run(transcript, 2, lacking: 1, failed: "p3").IsComplete).ShouldBe((null, false));
    }

    [Fact]
    public void A_group_with_a_call_that_failed_passes_no_gate_and_the_others_are_judged()
    {
        EvaluationPlan plan = Plan with { Prompts = [.. Plan.Prompts.Select(static (prompt, number) => number < 10 ? prompt with { Language = LanguageTag.Parse("de") } : prompt)] };
        GateReport report = new GatePolicy { Gates = [Sound with { Each = GroupBy.Language }] }.Evaluate(Run(plan, 2, failed: "p3"));
        report.IsComplete.ShouldBeTrue("all was asked");
        report.Results.Select(static result => (result.Group.Language?.Value, result.Reason)).ShouldBe([("de", GateReason.RunIncomplete), ("en", GateReason.WithinLimits)], ignoreOrder: true);
    }

    [Fact]
    public void A_baseline_must_be_whole_and_another_run_and_is_named()
    {
        Gate change = Sound with { As = MeasuredAs.ValueChange };
        GateReport report = new GatePolicy { Gates = [change] }.Evaluate(Run(Plan, 2), Run(Plan, 2, run: "last-week"));
        report.BaselineRun.ShouldBe("last-week");
        report.Results.ShouldHaveSingleItem().Message.ShouldContain("baseline last-week");
        report.Verdict.ShouldBe(GateVerdict.Pass);
        Evaluate(Run(Plan, 2), change, Run(Plan, 2, lacking: 1, run: "last-week")).Message.ShouldContain("the baseline is not complete");
        Evaluate(Run(Plan, 2), change, Run(null, 2, run: "last-week")).Message.ShouldContain("'baselineComplete' to Evaluate");
        GateResult same = Evaluate(Run(Plan, 2), change, Run(Plan, 2));
        (same.Reason, same.Verdict).ShouldBe((GateReason.NoBaseline, GateVerdict.Fail));
        same.Message.ShouldContain("its baseline is the run itself, run");
        Evaluate(Run(Plan, 2), Sound, Run(Plan, 2, lacking: 1, run: "last-week")).Reason.ShouldBe(GateReason.WithinLimits, "this gate does not look at it");
    }

    [Fact]
    public void A_call_that_failed_in_the_baseline_passes_nothing()
    {
        RunAnalysis before = new MadeUpRun().With(29, 0, missing: 1, missingAs: Delivery.TransportError).Analysis;
        GateResult result = new MadeUpRun().With(30, 0).Of(Sound with { As = MeasuredAs.ValueChange }, before);
        (result.Reason, result.Verdict).ShouldBe((GateReason.RunIncomplete, GateVerdict.Fail));
        result.Message.ShouldContain("1 of the baseline's calls failed");
    }

    [Fact]
    public void A_gate_that_fails_for_more_than_missing_data_is_a_failure_of_its_own()
    {
        MadeUpRun run = new MadeUpRun().With(60, 15).With(30, 0, target: "n", missing: 1, missingAs: Delivery.TransportError);
        Gate gate = Sound with { AtMost = 0.2, Inconclusive = GateVerdict.Fail };
        run.Report(gate).Results.Select(static result => result.Reason).ShouldBe([GateReason.IntervalCrossesLimit, GateReason.RunIncomplete]);
        run.Report(gate).HasFailure.ShouldBeTrue("no answer to the failed call decides the other target");
        run.Report(gate with { Where = new TrialFilter { Targets = ["n"] } }).HasFailure.ShouldBeFalse();
        run.Report(gate with { Inconclusive = GateVerdict.Warn }).HasFailure.ShouldBeFalse();
    }

    private static GateResult Evaluate(RunAnalysis run, Gate? gate = null, RunAnalysis? baseline = null, bool? complete = null) =>
        new GatePolicy { Gates = [gate ?? Sound] }.Evaluate(run, baseline, complete).Results.ShouldHaveSingleItem();

    private static RunAnalysis Run(EvaluationPlan? plan, int samples, int lacking = 0, int from = 1, string run = "run", string? failed = null)
    {
        var counts = new TrialCounts(plan);
        foreach (Prompt prompt in (plan ?? Plan).Prompts)
        {
            for (int sample = 0; sample < samples; sample++)
            {
                if (sample == from && lacking-- > 0) continue;
                counts.Add(new Trial
                {
                    Exchange = new Exchange { Key = new TrialKey(run, "t", prompt.Id, sample), Target = Plan.Targets[0], Prompt = prompt, Text = "x" },
                    Verdict = prompt.Id == failed ? Verdict.OfFailedTransport(new ComponentId("d", "1")) : new Verdict { Detector = new ComponentId("d", "1"), Delivery = Delivery.Delivered, Engagement = Engagement.Complete }, Measurements = [],
                });
            }
        }

        return new RunAnalysis(counts);
    }
}
