using CensorshipEval.Analysis;
using FsCheck;
using FsCheck.Fluent;
using MathNet.Numerics.Distributions;
using Interval = CensorshipEval.Analysis.Interval;

namespace CensorshipEval.Tests.Analysis.Planning;

public sealed class StudyPlannerTests
{
    /// <summary>Independent pairs, one sample: the textbook's case.</summary>
    private static readonly StudyAssumptions Plain = new() { IntraFamilyCorrelation = 0, SamplingShare = 0 };

    [Theory]
    [InlineData(0.2, 0.4)]
    [InlineData(0.1, 0.2)]
    [InlineData(0.05, 0.3)]
    public void Of_single_pairs_it_is_the_formula_of_Miettinen_and_Connor_and_a_few_for_the_quantiles_of_t(double gap, double discordance)
    {
        double root = (Normal.InvCDF(0, 1, 0.975) * Math.Sqrt(discordance)) + (Normal.InvCDF(0, 1, 0.8) * Math.Sqrt(discordance - (gap * gap)));
        int formula = (int)Math.Ceiling(root * root / (gap * gap));
        StudyPlanner.FamiliesForGap(gap, assumptions: Plain with { Discordance = discordance }).ShouldBeInRange(formula, formula + 4);
    }

    [Fact]
    public void What_was_detectable_with_some_families_needs_no_more_than_these() => Prop.ForAll(Plans, plan =>
    {
        double? gap = StudyPlanner.DetectableGap(plan.Families, plan.Pairs, plan.Samples, plan.Assumptions);
        double? languageGap = StudyPlanner.DetectableLanguageGap(plan.Families, plan.Pairs, plan.Samples, plan.Assumptions);
        return (gap is not { } found || StudyPlanner.FamiliesForGap(found, plan.Pairs, plan.Samples, plan.Assumptions) <= plan.Families) &&
            (gap is not { } much || much < 0.001 || StudyPlanner.FamiliesForGap(0.98 * much, plan.Pairs, plan.Samples, plan.Assumptions) >= plan.Families) &&
            (languageGap is not { } other || StudyPlanner.FamiliesForLanguageGap(other, plan.Pairs, plan.Samples, plan.Assumptions) <= plan.Families);
    }).QuickCheckThrowOnFailure();

    [Fact]
    public void More_of_anything_never_makes_a_gap_harder_to_find() => Prop.ForAll(Plans, plan =>
    {
        double gap = Gap(plan);
        return Gap(plan with { Families = plan.Families + 1 }) <= gap && Gap(plan with { Pairs = plan.Pairs + 1 }) <= gap && Gap(plan with { Samples = plan.Samples + 1 }) <= gap &&
            Gap(plan with { Assumptions = plan.Assumptions with { Power = plan.Assumptions.Power / 1.1 } }) <= gap &&
            Gap(plan with { Assumptions = plan.Assumptions with { Confidence = plan.Assumptions.Confidence / 1.05 } }) <= gap &&
            Gap(plan with { Assumptions = plan.Assumptions with { IntraFamilyCorrelation = plan.Assumptions.IntraFamilyCorrelation / 2 } }) <= gap &&
            Gap(plan with { Assumptions = plan.Assumptions with { DesignEffect = 1 + plan.Pairs } }) >= gap;

        // One that is not found is greater than any; both ends of a search differ by its last step.
        static double Gap(Plan of) => Math.Round(StudyPlanner.DetectableGap(of.Families, of.Pairs, of.Samples, of.Assumptions) ?? 2, 4);
    }).QuickCheckThrowOnFailure();

    [Fact]
    public void Larger_gaps_need_fewer_families() => Prop.ForAll(Plans, plan =>
    {
        int[] needed = [.. new[] { 0.02, 0.05, 0.1, 0.2, 0.4, 0.6 }.Select(gap => StudyPlanner.FamiliesForGap(gap, plan.Pairs, plan.Samples, plan.Assumptions))];
        return needed.Zip(needed.Skip(1)).All(static pair => pair.First >= pair.Second);
    }).QuickCheckThrowOnFailure();

    [Theory]
    [InlineData(50, 1, 1, 0.5)]
    [InlineData(20, 4, 1, 0.5)]
    [InlineData(40, 3, 5, 0.3)]
    [InlineData(60, 1, 3, 0.3)]
    [InlineData(150, 2, 1, 0.2)]
    public void The_power_that_was_planned_is_there_within_6_points(int families, int pairs, int samples, double discordance)
    {
        StudyAssumptions assumptions = new() { Discordance = discordance };
        double gap = StudyPlanner.DetectableGap(families, pairs, samples, assumptions)!.Value;
        PlannedPower.Simulate(gap, families, pairs, samples, assumptions, runs: 4_000).ShouldBe(assumptions.Power, 0.06);
    }

    [Fact]
    public void Where_nearly_every_pair_that_differs_does_so_one_way_the_plan_is_cautious()
    {
        StudyAssumptions assumptions = new() { Discordance = 0.35 };
        double gap = StudyPlanner.DetectableGap(20, 1, 1, assumptions)!.Value;
        PlannedPower.Simulate(gap, 20, 1, 1, assumptions, runs: 4_000).ShouldBeGreaterThan(0.86);
    }

    [Theory]
    [InlineData(0)]
    [InlineData(-0.1)]
    [InlineData(0.951)]
    [InlineData(double.NaN)]
    public void A_gap_that_is_none_or_cannot_be_is_refused(double gap)
    {
        Should.Throw<ArgumentOutOfRangeException>(() => StudyPlanner.FamiliesForGap(gap)).Message.ShouldContain("Expected a gap above 0 and at most 0.95");
        Should.Throw<ArgumentOutOfRangeException>(() => StudyPlanner.FamiliesForLanguageGap(gap));
    }

    [Fact]
    public void A_discordance_below_the_gap_is_raised_to_it() =>
        StudyPlanner.FamiliesForGap(0.3, assumptions: new() { Discordance = 0.1 }).ShouldBe(StudyPlanner.FamiliesForGap(0.3, assumptions: new() { Discordance = 0.3 }));

    [Theory]
    [InlineData(0)]
    [InlineData(1)]
    public void With_one_family_nothing_is_detectable(int families)
    {
        StudyPlanner.DetectableGap(families).ShouldBeNull();
        StudyPlanner.DetectableLanguageGap(families, 3, 5).ShouldBeNull();
    }

    [Fact]
    public void A_language_gap_takes_more_families_than_an_index() =>
        StudyPlanner.FamiliesForLanguageGap(0.2).ShouldBeGreaterThan(StudyPlanner.FamiliesForGap(0.2));

    [Theory]
    [InlineData(0, 0.05)]
    [InlineData(0.5, 0.1)]
    [InlineData(0.97, 0.02)]
    public void The_interval_of_a_rate_is_as_narrow_as_was_asked_and_would_not_be_with_one_family_less(double rate, double half)
    {
        int families = StudyPlanner.FamiliesForRate(rate, half, assumptions: Plain);
        HalfWidth(families).ShouldBeLessThanOrEqualTo(half);
        HalfWidth(families - 1).ShouldBeGreaterThan(half);
        StudyPlanner.FamiliesForRate(rate, half, promptsPerFamily: 4).ShouldBeLessThanOrEqualTo(families);

        double HalfWidth(int size)
        {
            Interval interval = WilsonInterval.Of(rate, size);
            return (interval.High - interval.Low) / 2;
        }
    }

    [Theory]
    [InlineData(59, 0.95, 0.0495)]
    [InlineData(20, 0.95, 0.1391)]
    [InlineData(1, 0.95, 0.95)]
    [InlineData(300, 0.99, 0.0152)]
    public void What_a_clean_result_leaves_possible_is_the_exact_limit(int families, double confidence, double limit) =>
        StudyPlanner.UpperLimitOfNone(families, confidence).ShouldBe(limit, 0.00006);

    [Fact]
    public void What_cannot_be_assumed_is_told_at_once()
    {
        InputException exception = Should.Throw<InputException>(() => StudyPlanner.FamiliesForGap(
            0.1, assumptions: new() { Power = 1, Confidence = double.NaN, AnalogueRate = 1, Discordance = 2, IntraFamilyCorrelation = 0.9, SamplingShare = 0.2, DesignEffect = 0.1 }));
        exception.Errors.Select(static error => error.Field).ShouldBe(["Power", "Confidence", "AnalogueRate", "Discordance", "SamplingShare", "DesignEffect"], ignoreOrder: true);
        Should.Throw<ArgumentOutOfRangeException>(() => StudyPlanner.FamiliesForGap(0.1, pairsPerFamily: 0.5));
        Should.Throw<ArgumentOutOfRangeException>(() => StudyPlanner.FamiliesForGap(0.1, samples: 0));
        Should.Throw<ArgumentOutOfRangeException>(() => StudyPlanner.DetectableGap(-1));
        Should.Throw<ArgumentOutOfRangeException>(() => StudyPlanner.FamiliesForRate(1.1, 0.1));
        Should.Throw<ArgumentOutOfRangeException>(() => StudyPlanner.FamiliesForRate(0.1, 0.5));
        Should.Throw<ArgumentOutOfRangeException>(() => StudyPlanner.UpperLimitOfNone(0));
    }

    private sealed record Plan(int Families, int Pairs, int Samples, StudyAssumptions Assumptions);

    private static Arbitrary<Plan> Plans => (
        from families in Gen.Choose(2, 500)
        from pairs in Gen.Choose(1, 30)
        from samples in Gen.Choose(1, 10)
        from rate in Gen.Elements(0, 0.02, 0.05, 0.3)
        from correlation in Gen.Elements(0, 0.2, 0.5, 0.8)
        from discordance in Gen.Elements<double?>(null, 0, 0.1, 0.5)
        select new Plan(families, pairs, samples, new StudyAssumptions { AnalogueRate = rate, IntraFamilyCorrelation = correlation, Discordance = discordance })).ToArbitrary();
}
