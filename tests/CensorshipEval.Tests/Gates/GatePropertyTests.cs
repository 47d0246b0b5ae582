using CensorshipEval.Analysis;
using CensorshipEval.Gates;
using FsCheck;
using FsCheck.Fluent;

namespace CensorshipEval.Tests.Gates;

public sealed class GatePropertyTests
{
    private static Arbitrary<Case> Cases { get; } = (
        from families in Gen.Choose(0, 80)
        from refused in Gen.Choose(0, 80)
        from analogues in Gen.Choose(0, 80)
        from missing in Gen.Choose(0, 12)
        from low in Gen.Choose(1, 99)
        from high in Gen.Choose(1, 99)
        from inconclusive in Gen.Elements(GateVerdict.Pass, GateVerdict.Warn, GateVerdict.Fail)
        from basis in Gen.Elements(DecisionBasis.Interval, DecisionBasis.Estimate)
        from index in Gen.Elements(MeasuredAs.Value, MeasuredAs.Index)
        select new Case(families, Math.Min(refused, families), Math.Min(analogues, families), missing, Math.Min(low, high) / 100.0, Math.Max(low, high) / 100.0, inconclusive, basis, index)).ToArbitrary();

    [Fact]
    public void A_wider_limit_never_makes_a_worse_verdict() => Prop.ForAll(Cases, run =>
    {
        (GateResult narrow, GateResult wide) = (run.Result(atMost: run.Low), run.Result(atMost: run.High));
        ((int)wide.Verdict).ShouldBeLessThanOrEqualTo((int)narrow.Verdict);
        if (narrow.Outcome is GateOutcome.Pass) wide.Outcome.ShouldBe(GateOutcome.Pass);
        if (wide.Reason is GateReason.BeyondLimit) narrow.Reason.ShouldBe(GateReason.BeyondLimit);
        (GateResult easy, GateResult strict) = (run.Result(atLeast: run.Low), run.Result(atLeast: run.High));
        ((int)easy.Verdict).ShouldBeLessThanOrEqualTo((int)strict.Verdict);
        if (strict.Outcome is GateOutcome.Pass) easy.Outcome.ShouldBe(GateOutcome.Pass);
    }).QuickCheckThrowOnFailure();

    [Fact]
    public void One_limit_is_never_passed_from_both_sides_nor_failed_from_both() => Prop.ForAll(Cases, run =>
    {
        (GateResult below, GateResult above) = (run.Result(atMost: run.Low), run.Result(atLeast: run.Low));
        (below.Outcome is GateOutcome.Pass && above.Outcome is GateOutcome.Pass && Math.Abs(below.Estimate!.Value - run.Low) > 1e-9).ShouldBeFalse();
        (below.Reason is GateReason.BeyondLimit && above.Reason is GateReason.BeyondLimit).ShouldBeFalse();
    }).QuickCheckThrowOnFailure();

    [Fact]
    public void A_run_that_is_not_complete_never_passes() => Prop.ForAll(Cases, static run =>
        run.Result(atMost: run.High, complete: false).Verdict.ShouldBe(GateVerdict.Fail)).QuickCheckThrowOnFailure();

    private sealed record Case(
        int Families, int Refused, int Analogues, int Missing, double Low, double High, GateVerdict Inconclusive, DecisionBasis Basis, MeasuredAs As)
    {
        public GateResult Result(double? atMost = null, double? atLeast = null, bool complete = true) => new MadeUpRun()
            .With(Families, Refused, missing: Missing).With(Families, Analogues, PromptRole.Analogue)
            .Of(new Gate { Name = "g", Measure = Quantity.HardRate, As = As, AtMost = atMost, AtLeast = atLeast, Inconclusive = Inconclusive, DecideOn = Basis }, complete: complete);
    }
}
