using CensorshipEval.Analysis;
using FsCheck;
using FsCheck.Fluent;

namespace CensorshipEval.Tests.Analysis.Agreement;

public sealed class CohenKappaTests
{
    [Fact]
    public void It_is_agreement_beyond_chance()
    {
        // Margins 25/25 and 30/20: observed 35/50, expected .5 * .6 + .5 * .4.
        AgreementCoefficient kappa = CohenKappa.Of(Table(20, 5, 10, 15));
        kappa.ObservedAgreement!.Value.ShouldBe(0.7, 1e-12);
        kappa.ExpectedAgreement!.Value.ShouldBe(0.5, 1e-12);
        kappa.Value!.Value.ShouldBe(0.4, 1e-12);
        kappa.Items.ShouldBe(50);
        kappa.Interval!.Value.Low.ShouldBeInRange(0.1, 0.2);
        kappa.Interval.Value.High.ShouldBeInRange(0.6, 0.7);
    }

    [Fact]
    public void It_does_not_depend_on_the_order_of_items_or_judges_or_on_the_names_of_categories() => Prop.ForAll(
        ArbMap.Default.ArbFor<(byte, byte)[]>(),
        given =>
        {
            (int First, int Second)[] pairs = [.. given.Select(static pair => (pair.Item1 % 3, pair.Item2 % 3))];
            AgreementCoefficient kappa = CohenKappa.Of(pairs);
            AgreementCoefficient turned = CohenKappa.Of([.. pairs.Reverse().Select(static pair => ($"c{9 - pair.Second}", $"c{9 - pair.First}"))]);
            turned.Value.HasValue.ShouldBe(kappa.Value.HasValue);
            if (kappa.Value is { } value)
            {
                value.ShouldBeLessThanOrEqualTo(1);
                turned.Value!.Value.ShouldBe(value, 1e-9);
            }
        }).QuickCheckThrowOnFailure();

    [Fact]
    public void One_category_alone_has_no_kappa_and_says_why()
    {
        AgreementCoefficient kappa = CohenKappa.Of([("a", "a"), ("a", "a")]);
        kappa.Value.ShouldBeNull();
        kappa.Interval.ShouldBeNull();
        kappa.ObservedAgreement.ShouldBe(1);
        kappa.Reason!.ShouldContain("the same of every item");
        CohenKappa.Of<string>([]).Reason.ShouldBe("There are no pairs.");
    }

    [Fact]
    public void Full_agreement_of_few_items_is_not_certain()
    {
        AgreementCoefficient few = CohenKappa.Of(Table(5, 0, 0, 5));
        AgreementCoefficient many = CohenKappa.Of(Table(500, 0, 0, 500));
        few.Value.ShouldBe(1);
        few.Interval!.Value.High.ShouldBe(1);
        few.Interval.Value.Low.ShouldBeLessThan(0.6);
        many.Interval!.Value.Low.ShouldBeGreaterThan(0.98);
    }

    [Fact]
    public void Items_of_one_family_that_resemble_each_other_widen_the_interval()
    {
        (bool, bool)[] pairs = [.. Enumerable.Range(0, 20).SelectMany(static family => Enumerable.Repeat((family % 2 == 0, family % 5 == 0 ? family % 2 != 0 : family % 2 == 0), 10))];
        string[] families = [.. Enumerable.Range(0, 200).Select(static i => $"f{i / 10}")];
        AgreementCoefficient apart = CohenKappa.Of(pairs), together = CohenKappa.Of(pairs, families);
        together.Value.ShouldBe(apart.Value);
        (together.Interval!.Value.High - together.Interval.Value.Low).ShouldBeGreaterThan(2 * (apart.Interval!.Value.High - apart.Interval.Value.Low));
    }

    [Theory]
    [InlineData(0, 10, 0, 190)]
    [InlineData(0, 0, 10, 190)]
    [InlineData(190, 10, 0, 0)]
    public void Where_one_judge_says_the_same_of_everything_there_is_a_value_and_no_interval_without_width(int both, int first, int second, int neither)
    {
        AgreementCoefficient kappa = CohenKappa.Of(Table(both, first, second, neither));
        kappa.Value!.Value.ShouldBe(0, 1e-12);
        kappa.Interval.ShouldBeNull();
        kappa.Reason!.ShouldContain("One judge");
    }

    [Fact]
    public void A_weight_is_worth_as_many_items()
    {
        (int, int)[] pairs = [(0, 0), (0, 1), (1, 1)];
        CohenKappa.Of(pairs, weights: [20, 15, 15]).Value!.Value.ShouldBe(CohenKappa.Of(Table(20, 15, 0, 15)).Value!.Value, 1e-12);
    }

    [Fact]
    public void The_same_data_gives_the_same_interval() => CohenKappa.Of(Table(20, 5, 10, 15)).ShouldBe(CohenKappa.Of(Table(20, 5, 10, 15)));

    [Fact]
    public void Clusters_and_weights_must_fit_the_pairs()
    {
        Should.Throw<ArgumentException>(() => CohenKappa.Of([(1, 1)], clusters: ["a", "b"]));
        Should.Throw<ArgumentException>(() => CohenKappa.Of([(1, 1)], weights: []));
        Should.Throw<ArgumentException>(() => CohenKappa.Of([(1, 1)], weights: [0]));
        Should.Throw<ArgumentOutOfRangeException>(() => CohenKappa.Of([(1, 1)], confidence: 1));
    }

    private static (int, int)[] Table(int both, int first, int second, int neither) =>
        [.. Enumerable.Repeat((1, 1), both), .. Enumerable.Repeat((1, 0), first), .. Enumerable.Repeat((0, 1), second), .. Enumerable.Repeat((0, 0), neither)];
}
