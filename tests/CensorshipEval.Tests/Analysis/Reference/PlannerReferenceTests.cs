using CensorshipEval.Analysis;

namespace CensorshipEval.Tests.Analysis.Reference;

public sealed class PlannerReferenceTests
{
    private const string Topic = "planner";

    public static TheoryData<string> Pairs => ReferenceCase.Names(Topic, "pairs");

    public static TheoryData<string> Families => ReferenceCase.Names(Topic, "families");

    public static TheoryData<string> Gaps => ReferenceCase.Names(Topic, "gap");

    public static TheoryData<string> HalfWidths => ReferenceCase.Names(Topic, "halfWidth");

    public static TheoryData<string> Clean => ReferenceCase.Names(Topic, "clean");

    public static TheoryData<string> None => ReferenceCase.Names(Topic, "none");

    [Theory]
    [MemberData(nameof(Pairs))]
    public void Single_pairs_take_a_few_families_more_than_the_normal_formula_of_R_for_the_variance_is_estimated(string name)
    {
        ReferenceCase one = ReferenceCase.Of(Topic, name);
        double gap = one.Input("gap");
        var assumptions = new StudyAssumptions { Discordance = one.Input("discordance"), Power = one.Input("power"), Confidence = 1 - one.Input("alpha"), AnalogueRate = 0 };
        if (gap <= 0) Should.Throw<ArgumentOutOfRangeException>(() => StudyPlanner.FamiliesForGap(gap, assumptions: assumptions));
        else if (one.Expected("wholePairs") is { } pairs) StudyPlanner.FamiliesForGap(gap, assumptions: assumptions).ShouldBeInRange((int)pairs, (int)pairs + 6);
        // A discordance below the gap is impossible: R says undefined, ours is raised to the gap.
        else StudyPlanner.FamiliesForGap(gap, assumptions: assumptions).ShouldBe(StudyPlanner.FamiliesForGap(gap, assumptions: assumptions with { Discordance = gap }));
    }

    [Theory]
    [MemberData(nameof(Families))]
    public void As_many_families_are_needed_for_a_gap_as_in_R(string name)
    {
        ReferenceCase one = ReferenceCase.Of(Topic, name);
        StudyPlanner.FamiliesForGap(one.Input("gap"), one.Input("pairsPerFamily"), (int)one.Input("samples"), Assumptions(one) with { Discordance = one.InputOrNull("discordance") })
            .ShouldBe((int)one.Expected("families")!.Value, name);
    }

    [Theory]
    [MemberData(nameof(Gaps))]
    public void The_gap_that_families_find_is_that_of_R(string name)
    {
        ReferenceCase one = ReferenceCase.Of(Topic, name);
        double? gap = StudyPlanner.DetectableGap((int)one.Input("families"), one.Input("pairsPerFamily"), (int)one.Input("samples"), Assumptions(one));
        one.Check("gap", gap, 1e-4); // searched to a millionth
    }

    [Theory]
    [MemberData(nameof(HalfWidths))]
    public void As_many_families_are_needed_for_a_width_as_in_R(string name)
    {
        ReferenceCase one = ReferenceCase.Of(Topic, name);
        var assumptions = new StudyAssumptions
        {
            IntraFamilyCorrelation = one.Input("correlation"), SamplingShare = one.Input("samplingShare"), Confidence = one.Input("level"),
        };
        StudyPlanner.FamiliesForRate(one.Input("rate"), one.Input("halfWidth"), one.Input("promptsPerFamily"), (int)one.Input("samples"), assumptions)
            .ShouldBe((int)one.Expected("families")!.Value, name);
    }

    [Theory]
    [MemberData(nameof(None))]
    public void What_clean_families_exclude_is_the_exact_limit_of_R(string name)
    {
        ReferenceCase one = ReferenceCase.Of(Topic, name);
        one.Check("limit", StudyPlanner.UpperLimitOfNone((int)one.Input("families"), one.Input("level")));
    }

    [Theory]
    [MemberData(nameof(Clean))]
    public void The_exact_limit_meets_a_claim_with_as_many_clean_families_as_in_R(string name)
    {
        ReferenceCase one = ReferenceCase.Of(Topic, name);
        int families = (int)one.Expected("families")!.Value;
        double limit = one.Input("limit"), confidence = one.Input("confidence");
        StudyPlanner.UpperLimitOfNone(families, confidence).ShouldBeLessThanOrEqualTo(limit + 1e-12);
        if (families > 1) StudyPlanner.UpperLimitOfNone(families - 1, confidence).ShouldBeGreaterThan(limit);
    }

    [Theory]
    [InlineData("0 of 59")]
    [InlineData("0 of 1")]
    public void What_clean_families_exclude_is_the_exact_binomial_limit(string name)
    {
        ReferenceCase one = ReferenceCase.Of("exact-limits", name);
        one.Check("highOneSided", StudyPlanner.UpperLimitOfNone((int)one.Input("n"), one.Input("level")));
    }

    private static StudyAssumptions Assumptions(ReferenceCase one) => new()
    {
        Power = one.Input("power"), Confidence = 1 - one.Input("alpha"), AnalogueRate = one.Input("analogueRate"),
        IntraFamilyCorrelation = one.Input("correlation"), SamplingShare = one.Input("samplingShare"),
    };
}
