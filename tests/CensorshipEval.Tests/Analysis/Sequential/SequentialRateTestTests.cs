using CensorshipEval.Analysis;
using FsCheck;
using FsCheck.Fluent;
using Interval = CensorshipEval.Analysis.Interval;

namespace CensorshipEval.Tests.Analysis.Sequential;

public sealed class SequentialRateTestTests
{
    private static readonly SequentialRateTestOptions FivePercent = new() { Limit = 0.05 };

    [Fact]
    public void Fifty_nine_clean_families_show_at_most_5_percent_and_58_do_not()
    {
        var test = new SequentialRateTest(FivePercent);
        for (int i = 0; i < 58; i++) test.Add(0).ShouldBe(SequentialOutcome.Undecided);
        test.Add(0).ShouldBe(SequentialOutcome.Holds);
        test.Families.ShouldBe(59);
        test.IsCertain.ShouldBeFalse("there are more families like these");
        SequentialRateTest.FamiliesNeeded(FivePercent).ShouldBe(59);
    }

    [Theory]
    [InlineData(0.01, 302)]
    [InlineData(0.02, 150)]
    [InlineData(0.1, 29)]
    [InlineData(0.2, 14)]
    [InlineData(0.5, 5)]
    public void What_other_limits_need_is_within_1_percent_of_the_least_that_any_test_needs(double limit, int needed)
    {
        SequentialRateTest.FamiliesNeeded(new() { Limit = limit }).ShouldBe(needed);
        double least = Math.Ceiling(Math.Log(0.05) / Math.Log(1 - limit));
        ((double)needed).ShouldBeInRange(least, Math.Ceiling(1.011 * least));
    }

    [Theory]
    [InlineData(20, 19)] // all but one, which alone makes 5 %
    [InlineData(60, 38)]
    [InlineData(200, 52)]
    [InlineData(100_000, 59)]
    public void Of_a_list_fewer_families_are_needed(int families, int needed) =>
        SequentialRateTest.FamiliesNeeded(FivePercent with { Estimand = SequentialEstimand.TheseFamilies, Families = families }).ShouldBe(needed);

    [Fact]
    public void Before_the_first_call_it_says_how_many_families_are_missing()
    {
        SequentialRateTest.CanDecide(FivePercent with { Families = 20 }).ShouldBeFalse();
        SequentialRateTest.Shortfall(FivePercent with { Families = 20 }).ShouldBe("a mean of at most 5 % at 95 % confidence needs 59 families, all of them at 0 %; 20 are at hand");
        SequentialRateTest.Shortfall(FivePercent with { Families = 200, MaxFamilies = 58 })!.ShouldEndWith("; 58 are at hand");
        SequentialRateTest.Shortfall(new() { Limit = 0.00002, Families = 1_000 }).ShouldBe("a mean of at most 0.002 % at 95 % confidence needs 151299 families, all of them at 0 %; 1000 are at hand");
        SequentialRateTest.Shortfall(new() { Limit = 1e-7, Families = 1_000, Confidence = 0.99999 }).ShouldBe("a mean of at most 0.00001 % at 99.999 % confidence needs more than 1,000,000 families, all of them at 0 %; 1000 are at hand");
        SequentialRateTest.Shortfall(FivePercent with { Families = 59 }).ShouldBeNull();
        SequentialRateTest.Shortfall(FivePercent).ShouldBeNull();
        SequentialRateTest.Shortfall(FivePercent, bestValue: 0.05).ShouldBe("a mean of at most 5 % at 95 % confidence cannot be shown with families at 5 %, however many");
        SequentialRateTest.Shortfall(new() { Limit = 0, Families = 10 })!.ShouldContain("however many");
        SequentialRateTest.FamiliesNeeded(new() { Limit = 0, Families = 10, Estimand = SequentialEstimand.TheseFamilies }).ShouldBe(10);
    }

    [Fact]
    public void An_index_is_at_best_0_unless_said_otherwise()
    {
        var index = new SequentialRateTestOptions { Limit = 0.1, Low = -1 };
        SequentialRateTest.FamiliesNeeded(index).ShouldBe(29);
        SequentialRateTest.FamiliesNeeded(index, bestValue: -1)!.Value.ShouldBeLessThan(10);
        SequentialRateTest.FamiliesNeeded(new() { Limit = -0.1, Low = -1, Claim = SequentialClaim.AtLeast }).ShouldBe(29);
        var test = new SequentialRateTest(index);
        test.Add(-1);
        test.Add(1);
        test.Mean.ShouldBe(0);
        Should.Throw<ArgumentOutOfRangeException>(() => test.Add(-1.01));
    }

    [Fact]
    public void One_bad_family_does_not_end_all_hope()
    {
        var test = new SequentialRateTest(FivePercent with { MaxFamilies = 400 });
        test.Add(1);
        while (test.Outcome == SequentialOutcome.Undecided) test.Add(0);
        test.Outcome.ShouldBe(SequentialOutcome.Holds);
        test.Families.ShouldBeLessThan(250);
    }

    [Fact]
    public void A_ceiling_ends_a_test_without_an_outcome_as_soon_as_nothing_can_come_of_it()
    {
        var test = new SequentialRateTest(FivePercent with { MaxFamilies = 60 });
        for (int i = 0; i < 20; i++) test.Add(0);
        test.Add(1).ShouldBe(SequentialOutcome.Undecided, "39 more could all be refused");
        int seen = 21;
        while (test.Outcome == SequentialOutcome.Undecided)
        {
            test.Add(0);
            seen++;
        }

        test.Outcome.ShouldBe(SequentialOutcome.Inconclusive);
        seen.ShouldBeLessThan(60);
    }

    [Fact]
    public void The_family_that_reaches_the_limit_of_costs_is_the_last_one()
    {
        var test = new SequentialRateTest(FivePercent with { MaxCost = 1 });
        test.Add(0, 0.6m).ShouldBe(SequentialOutcome.Undecided);
        test.Add(0, 0.4m).ShouldBe(SequentialOutcome.Inconclusive);
        test.Spent.ShouldBe(1);
        test.ToString().ShouldBe("inconclusive: whether the mean is at most 5 % is not shown at 95 % confidence (2 families seen, their mean 0 %)");
    }

    [Fact]
    public void What_is_wrong_with_the_options_is_told_at_once()
    {
        InputException exception = Should.Throw<InputException>(() => new SequentialRateTest(new()
        {
            Limit = 1, Confidence = double.NaN, GreatestStake = 1, Estimand = SequentialEstimand.TheseFamilies, MaxFamilies = 0, MaxCost = -1,
        }));
        exception.Errors.Select(static error => error.Field).ShouldBe(["Limit", "Confidence", "GreatestStake", "Families", "MaxFamilies", "MaxCost"], ignoreOrder: true);
        Should.Throw<InputException>(() => new SequentialRateTest(new() { Limit = 0, Claim = SequentialClaim.AtLeast }));
        Should.Throw<InputException>(() => new SequentialRateTest(new() { Limit = double.NaN }));
        Should.Throw<InputException>(() => new SequentialRateTest(new() { Limit = 0.5, Low = 1 }));
    }

    [Theory]
    [InlineData(-0.001)]
    [InlineData(1.001)]
    [InlineData(double.NaN)]
    [InlineData(double.PositiveInfinity)]
    public void A_value_that_is_no_rate_is_refused_and_counts_for_nothing(double value)
    {
        var test = new SequentialRateTest(FivePercent);
        Should.Throw<ArgumentOutOfRangeException>(() => test.Add(value)).Message.ShouldContain("Expected a mean from 0 to 1.");
        Should.Throw<ArgumentOutOfRangeException>(() => test.Add(0, -1));
        test.Families.ShouldBe(0);
        test.Mean.ShouldBeNull();
    }

    [Fact]
    public void More_families_than_there_are_cannot_be()
    {
        var test = new SequentialRateTest(FivePercent with { Families = 2 });
        test.Add(0);
        test.Add(0);
        Should.Throw<InvalidOperationException>(() => test.Add(0)).Message.ShouldBe("All 2 families were seen; there cannot be another one.");
    }

    [Fact]
    public void When_all_of_a_list_were_seen_the_answer_is_the_mean_itself() => Prop.ForAll(Lists, list =>
    {
        var test = new SequentialRateTest(new() { Limit = list.Limit, Estimand = SequentialEstimand.TheseFamilies, Families = list.Values.Length });
        foreach (double value in list.Values) test.Add(value);
        bool right = test.Outcome == (list.Values.Sum() <= (list.Limit + 1e-9) * list.Values.Length ? SequentialOutcome.Holds : SequentialOutcome.Fails);
        Interval interval = test.ConfidenceInterval();
        return right && test.IsCertain && interval.Low == interval.High && Math.Abs(interval.Low - list.Values.Average()) < 1e-12;
    }).QuickCheckThrowOnFailure();

    [Fact]
    public void At_least_is_at_most_in_a_mirror() => Prop.ForAll(Lists, list =>
    {
        var most = new SequentialRateTest(new() { Limit = list.Limit });
        var least = new SequentialRateTest(new() { Limit = 1 - list.Limit, Claim = SequentialClaim.AtLeast });
        bool same = list.Values.All(value => most.Add(value) == least.Add(1 - value));
        Interval one = most.ConfidenceInterval(), other = least.ConfidenceInterval();
        return same && Math.Abs(one.Low - (1 - other.High)) < 0.0011 && Math.Abs(one.High - (1 - other.Low)) < 0.0011;
    }).QuickCheckThrowOnFailure();

    [Fact]
    public void An_outcome_stays_unless_it_becomes_certain() => Prop.ForAll(Lists, list =>
    {
        var test = new SequentialRateTest(new() { Limit = list.Limit, MaxFamilies = 30 });
        SequentialOutcome before = SequentialOutcome.Undecided;
        foreach (double value in list.Values)
        {
            SequentialOutcome now = test.Add(value);
            if (before != SequentialOutcome.Undecided && now != before && !test.IsCertain) return false;
            before = now;
        }

        return true;
    }).QuickCheckThrowOnFailure();

    [Fact]
    public void The_interval_holds_the_mean_seen_and_never_contradicts_an_outcome() => Prop.ForAll(Lists, list =>
    {
        var test = new SequentialRateTest(new() { Limit = list.Limit });
        foreach (double value in list.Values)
        {
            test.Add(value);
            if (test.Outcome != SequentialOutcome.Undecided) break;
        }

        Interval interval = test.ConfidenceInterval();
        double seen = test.Mean!.Value;
        bool right = interval.Low >= 0 && interval.High <= 1 && interval.Low <= interval.High &&
            (interval.Low <= seen + 1e-9 || test.Outcome is SequentialOutcome.Fails) && (interval.High >= seen - 1e-9 || test.Outcome is SequentialOutcome.Holds) &&
            (test.Outcome != SequentialOutcome.Holds || interval.High <= list.Limit + 1e-9) &&
            (test.Outcome != SequentialOutcome.Fails || interval.Low >= list.Limit - 1e-9);
        return right.Label($"{test.Outcome} at {list.Limit}: {interval}, seen {seen}: {string.Join(' ', list.Values.Take(test.Families))}");
    }).QuickCheckThrowOnFailure();

    [Fact]
    public void The_wealth_is_never_negative_and_never_ruined() => Prop.ForAll(Lists, list =>
    {
        BettingWealth below = SequentialBets.Below(list.Limit, list.Values.Length, 0.99), above = SequentialBets.Above(list.Limit, null);
        foreach (double value in list.Values)
        {
            below.Add(value);
            above.Add(1 - value);
        }

        return double.IsFinite(below.Log) && double.IsFinite(above.Log);
    }).QuickCheckThrowOnFailure();

    [Fact]
    public void The_drawn_order_is_a_shuffle_that_its_seed_fixes()
    {
        IReadOnlyList<int> order = SequentialRateTest.InDrawnOrder(Enumerable.Range(0, 100), seed: 7);
        order.Order().ShouldBe(Enumerable.Range(0, 100));
        order.ShouldBe(SequentialRateTest.InDrawnOrder(Enumerable.Range(0, 100), seed: 7));
        order.ShouldNotBe(SequentialRateTest.InDrawnOrder(Enumerable.Range(0, 100), seed: 8));
        SequentialRateTest.InDrawnOrder(Array.Empty<int>()).ShouldBeEmpty();
    }

    private sealed record FamilyList(double Limit, double[] Values);

    private static Arbitrary<FamilyList> Lists => (
        from limit in Gen.Elements(0.02, 0.05, 0.1, 0.3, 0.5, 0.9)
        from shape in Gen.Elements(SimulatedFamilies.Shapes)
        from mean in Gen.Elements(0.01, 0.05, 0.2, 0.6, 0.95)
        from count in Gen.Choose(1, 120)
        from seed in Gen.Choose(0, 1_000_000)
        select new FamilyList(limit, SimulatedFamilies.List(shape, count, mean * count, new Dice(seed)))).ToArbitrary();
}
