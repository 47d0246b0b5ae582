using CensorshipEval.Analysis;
using CensorshipEval.Tests.Analysis.Correction;

namespace CensorshipEval.Tests.Analysis.Agreement;

public sealed class KrippendorffAlphaTests
{
    // Krippendorff's own example: four observers, twelve units, 0 for none.
    private static readonly int[][] Observers =
    [
        [1, 2, 3, 3, 2, 1, 4, 1, 2, 0, 0, 0],
        [1, 2, 3, 3, 2, 2, 4, 1, 2, 5, 0, 3],
        [0, 3, 3, 3, 2, 3, 4, 2, 2, 5, 1, 0],
        [1, 2, 3, 3, 2, 4, 4, 1, 2, 5, 1, 0],
    ];

    private static readonly IReadOnlyList<IReadOnlyList<double?>> Units =
        [.. Enumerable.Range(0, 12).Select(static unit => Observers.Select(observer => observer[unit] == 0 ? (double?)null : observer[unit]).ToArray())];

    [Theory]
    [InlineData(AgreementMetric.Nominal, 0.743)]
    [InlineData(AgreementMetric.Ordinal, 0.815)]
    [InlineData(AgreementMetric.Interval, 0.849)]
    public void It_is_the_published_value_of_the_published_example(AgreementMetric metric, double published)
    {
        AgreementCoefficient alpha = KrippendorffAlpha.Of(Units, metric);
        alpha.Value!.Value.ShouldBe(published, 0.0005);
        alpha.Items.ShouldBe(11);
        alpha.Interval!.Value.Low.ShouldBeLessThan(published);
        alpha.Interval.Value.High.ShouldBeGreaterThan(published);
    }

    [Theory]
    [InlineData(AgreementMetric.Nominal)]
    [InlineData(AgreementMetric.Ordinal)]
    [InlineData(AgreementMetric.Interval)]
    public void It_is_what_the_coincidence_matrix_gives(AgreementMetric metric)
    {
        for (ulong seed = 1; seed <= 30; seed++)
        {
            IReadOnlyList<IReadOnlyList<double?>> units = Random(seed);
            double? expected = ByMatrix(units, metric);
            double? actual = KrippendorffAlpha.Of(units, metric).Value;
            actual.HasValue.ShouldBe(expected.HasValue);
            if (expected is { } value) actual!.Value.ShouldBe(value, 1e-9);
        }
    }

    [Fact]
    public void Ranks_matter_to_the_ordinal_metric_and_distances_to_the_interval_metric_alone()
    {
        IReadOnlyList<IReadOnlyList<double?>> stretched = [.. Units.Select(static unit => unit.Select(static value => value * value * value).ToArray())];
        KrippendorffAlpha.Of(stretched, AgreementMetric.Ordinal).Value!.Value.ShouldBe(KrippendorffAlpha.Of(Units, AgreementMetric.Ordinal).Value!.Value, 1e-12);
        Math.Abs(KrippendorffAlpha.Of(stretched, AgreementMetric.Interval).Value!.Value - KrippendorffAlpha.Of(Units, AgreementMetric.Interval).Value!.Value).ShouldBeGreaterThan(0.01);
        IReadOnlyList<IReadOnlyList<double?>> moved = [.. Units.Select(static unit => unit.Select(static value => (value * 10) + 1e6).ToArray())];
        KrippendorffAlpha.Of(moved, AgreementMetric.Interval).Value!.Value.ShouldBe(KrippendorffAlpha.Of(Units, AgreementMetric.Interval).Value!.Value, 1e-9);
    }

    [Fact]
    public void All_the_same_value_has_no_alpha_and_says_why()
    {
        AgreementCoefficient alpha = KrippendorffAlpha.Of([[2, 2], [2, 2]], AgreementMetric.Nominal);
        alpha.Value.ShouldBeNull();
        alpha.Interval.ShouldBeNull();
        alpha.Reason!.ShouldContain("the same");
    }

    [Theory]
    [InlineData(0)]
    [InlineData(1)]
    public void One_judge_or_no_item_has_nothing_to_agree_with(int items)
    {
        AgreementCoefficient alpha = KrippendorffAlpha.Of([.. Enumerable.Repeat(new double?[] { 1, null }, items)], AgreementMetric.Nominal);
        alpha.Value.ShouldBeNull();
        alpha.ObservedAgreement.ShouldBeNull();
        alpha.Reason.ShouldBe("No item has two values.");
    }

    [Fact]
    public void Full_agreement_of_few_items_is_not_certain()
    {
        AgreementCoefficient alpha = KrippendorffAlpha.Of([.. Enumerable.Range(0, 10).Select(static i => new double?[] { i % 2, i % 2, null })], AgreementMetric.Nominal);
        alpha.Value.ShouldBe(1);
        alpha.Interval!.Value.High.ShouldBe(1);
        alpha.Interval.Value.Low.ShouldBeLessThan(0.6);
    }

    [Fact]
    public void Only_ratios_of_weights_matter()
    {
        double[] weights = [.. Enumerable.Range(1, 12).Select(static i => (double)i)];
        double one = KrippendorffAlpha.Of(Units, AgreementMetric.Nominal, weights: weights).Value!.Value;
        KrippendorffAlpha.Of(Units, AgreementMetric.Nominal, weights: [.. weights.Select(static weight => weight * 7)]).Value!.Value.ShouldBe(one, 1e-12);
        KrippendorffAlpha.Of(Units, AgreementMetric.Nominal, weights: [.. weights.Select(static _ => 3.0)]).Value!.Value.ShouldBe(KrippendorffAlpha.Of(Units, AgreementMetric.Nominal).Value!.Value, 1e-12);
    }

    [Fact]
    public void What_does_not_fit_is_refused()
    {
        Should.Throw<ArgumentException>(() => KrippendorffAlpha.Of([[1, double.NaN]], AgreementMetric.Interval));
        Should.Throw<ArgumentException>(() => KrippendorffAlpha.Of(Units, AgreementMetric.Nominal, clusters: ["a"]));
        Should.Throw<ArgumentException>(() => KrippendorffAlpha.Of(Units, AgreementMetric.Nominal, weights: [1]));
        Should.Throw<ArgumentOutOfRangeException>(() => KrippendorffAlpha.Of(Units, (AgreementMetric)9));
    }

    private static IReadOnlyList<IReadOnlyList<double?>> Random(ulong seed)
    {
        var draws = new SimulationDraws(seed);
        return [.. Enumerable.Range(0, 8).Select(_ => Enumerable.Range(0, 4).Select(_ => draws.Chance(0.3) ? (double?)null : Math.Floor(draws.Uniform() * 4)).ToArray())];
    }

    // As Krippendorff writes it: a matrix of coincidences, its margins, and the differences of each pair of values.
    private static double? ByMatrix(IReadOnlyList<IReadOnlyList<double?>> units, AgreementMetric metric)
    {
        var matrix = new double[4, 4];
        foreach (double[] unit in units.Select(static unit => unit.OfType<double>().ToArray()).Where(static unit => unit.Length >= 2))
        {
            for (int i = 0; i < unit.Length; i++)
            for (int j = 0; j < unit.Length; j++)
                if (i != j) matrix[(int)unit[i], (int)unit[j]] += 1.0 / (unit.Length - 1);
        }

        double[] margins = [.. Enumerable.Range(0, 4).Select(c => Enumerable.Range(0, 4).Sum(k => matrix[c, k]))];
        double n = margins.Sum(), observed = 0, expected = 0;
        for (int c = 0; c < 4; c++)
        for (int k = 0; k < 4; k++)
        {
            observed += matrix[c, k] * Difference(c, k);
            expected += margins[c] * margins[k] * Difference(c, k);
        }

        return expected == 0 ? null : 1 - ((n - 1) * observed / expected);

        double Difference(int c, int k) => metric switch
        {
            AgreementMetric.Nominal => c == k ? 0 : 1,
            AgreementMetric.Interval => (c - k) * (c - k),
            _ => Math.Pow(Enumerable.Range(Math.Min(c, k), Math.Abs(c - k) + 1).Sum(g => margins[g]) - ((margins[c] + margins[k]) / 2), 2),
        };
    }
}
