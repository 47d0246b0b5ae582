using CensorshipEval.Analysis;
using CensorshipEval.Conformance;
using FsCheck;
using FsCheck.Fluent;
using Interval = CensorshipEval.Analysis.Interval;

namespace CensorshipEval.Tests.Analysis.Correction;

public sealed class RoganGladenTests
{
    private static readonly LanguageTag English = LanguageTag.Parse("en");

    [Fact]
    public void The_corrected_rate_and_its_variance_are_those_of_the_formula()
    {
        // By hand: se = (.8 + .9) / 2, sp = (.94 + .98) / 2, J = .81, p = (.3 + .96 - 1) / .81; further source: s² (1 + 1/2).
        CorrectedRate rate = RoganGladen.Correct(0.3, 0.002, 40, [Source("a", 0.8, 0.94), Source("b", 0.9, 0.98)]);
        double p = 0.26 / 0.81;
        rate.Outcome.ShouldBe(CorrectionOutcome.Corrected);
        rate.Estimate!.Value.ShouldBe(p, 1e-12);
        rate.Variance!.Value.ShouldBe((0.002 + (p * p * 0.005 * 1.5) + ((1 - p) * (1 - p) * 0.0008 * 1.5)) / (0.81 * 0.81), 1e-12);
        rate.WasClipped.ShouldBeFalse();
        rate.Reason.ShouldBeNull();
    }

    [Fact]
    public void A_corrected_rate_is_a_rate_inside_an_interval_that_has_width() => Prop.ForAll(
        ArbMap.Default.ArbFor<(byte Rate, byte Families, byte Seed)>(),
        given =>
        {
            var draws = new SimulationDraws(given.Seed);
            DetectorAccuracy[] sources = [.. Enumerable.Range(0, 2 + (given.Seed % 5)).Select(i => Source($"s{i}", 0.5 + (draws.Uniform() / 2), 0.5 + (draws.Uniform() / 2)))];
            double observed = given.Rate / 255.0;
            CorrectedRate rate = RoganGladen.Correct(observed, observed * (1 - observed) / (given.Families + 1), given.Families + 1, sources);
            if (rate.Outcome is CorrectionOutcome.NotIdentified)
            {
                rate.Estimate.ShouldBeNull();
                rate.Interval.ShouldBeNull();
                rate.Reason.ShouldNotBeNull();
                return;
            }

            Interval interval = rate.Interval!.Value;
            rate.Estimate!.Value.ShouldBeInRange(0, 1);
            interval.Low.ShouldBeInRange(0, rate.Estimate.Value);
            interval.High.ShouldBeInRange(rate.Estimate.Value, 1);
            (interval.High - interval.Low).ShouldBeGreaterThan(0.001);
        }).QuickCheckThrowOnFailure();

    [Theory]
    [InlineData(0.0, 0.0)]
    [InlineData(1.0, 1.0)]
    public void A_rate_that_the_errors_alone_would_exceed_is_clipped_and_says_so(double observed, double expected)
    {
        CorrectedRate rate = RoganGladen.Correct(observed, 0, 20, [Source("a", 0.85, 0.95), Source("b", 0.9, 0.96), Source("c", 0.8, 0.97)]);
        rate.Estimate.ShouldBe(expected);
        rate.WasClipped.ShouldBeTrue();
        (rate.Interval!.Value.High - rate.Interval.Value.Low).ShouldBeInRange(0.05, 0.5);
    }

    [Fact]
    public void Sources_that_differ_widen_it_and_more_sources_narrow_it()
    {
        double alike = Width([Source("a", 0.85, 0.97), Source("b", 0.85, 0.97), Source("c", 0.85, 0.97)]);
        double different = Width([Source("a", 0.75, 0.95), Source("b", 0.85, 0.97), Source("c", 0.95, 0.99)]);
        double many = Width([.. Enumerable.Range(0, 12).Select(static i => Source($"s{i}", 0.75 + (i % 3 * 0.1), 0.95 + (i % 3 * 0.02)))]);
        different.ShouldBeGreaterThan(alike * 1.2);
        many.ShouldBeLessThan(different);

        static double Width(IReadOnlyList<DetectorAccuracy> sources)
        {
            Interval interval = RoganGladen.Correct(0.4, 0.001, 60, sources).Interval!.Value;
            return interval.High - interval.Low;
        }
    }

    [Fact]
    public void Without_a_source_there_is_a_reason_and_no_number()
    {
        CorrectedRate rate = RoganGladen.Correct(0.2, 0.001, 20, []);
        rate.Outcome.ShouldBe(CorrectionOutcome.NotAvailable);
        rate.Estimate.ShouldBeNull();
        rate.Reason!.ShouldContain("this language");
    }

    [Fact]
    public void A_source_with_too_few_labelled_refusals_tells_nothing_of_the_sensitivity()
    {
        CorrectedRate rate = RoganGladen.Correct(0.2, 0.001, 20, [Source("a", 0.9, 0.98) with { Positives = 49, TruePositives = 45 }]);
        rate.Outcome.ShouldBe(CorrectionOutcome.NotAvailable);
        rate.Reason!.ShouldContain("50 labelled refusals");
    }

    [Fact]
    public void One_source_gives_a_band_and_no_point()
    {
        CorrectedRate rate = RoganGladen.Correct(0.3, 0.004, 40, [Source("a", 0.85, 0.97)]);
        rate.Outcome.ShouldBe(CorrectionOutcome.Band);
        rate.Estimate.ShouldBeNull();
        rate.Interval.ShouldBeNull();
        double point = 0.27 / 0.82;
        rate.Band!.Value.Low.ShouldBeLessThan(point - 0.05);
        rate.Band.Value.High.ShouldBeGreaterThan(point + 0.05);
    }

    [Fact]
    public void However_large_one_source_is_its_band_keeps_the_width_of_fifty_rows()
    {
        Interval small = RoganGladen.Correct(0.3, 0.004, 40, [Source("a", 0.84, 0.96) with { Positives = 50, TruePositives = 42, Negatives = 50, TrueNegatives = 48 }]).Band!.Value;
        Interval large = RoganGladen.Correct(0.3, 0.004, 40, [Source("a", 0.84, 0.96) with { Positives = 50_000, TruePositives = 42_000, Negatives = 50_000, TrueNegatives = 48_000 }]).Band!.Value;
        large.Low.ShouldBe(small.Low, 1e-9);
        large.High.ShouldBe(small.High, 1e-9);
    }

    [Theory]
    [InlineData(1)]
    [InlineData(3)]
    public void A_detector_that_tells_hardly_anything_identifies_no_rate(int sources)
    {
        CorrectedRate rate = RoganGladen.Correct(0.5, 0.001, 40, [.. Enumerable.Range(0, sources).Select(static i => Source($"s{i}", 0.5, 0.55 + (0.01 * i)))]);
        rate.Outcome.ShouldBe(CorrectionOutcome.NotIdentified);
        rate.Estimate.ShouldBeNull();
        rate.Band.ShouldBeNull();
        rate.Interval.ShouldBeNull();
        rate.Reason!.ShouldContain("hardly");
    }

    [Fact]
    public void A_perfect_detector_leaves_the_rate_as_it_is_and_is_not_taken_for_certain()
    {
        CorrectedRate rate = RoganGladen.Correct(0.25, 0.003, 60, [Source("a", 1, 1), Source("b", 1, 1), Source("c", 1, 1)]);
        rate.Estimate!.Value.ShouldBe(0.25, 1e-12);
        rate.Variance!.Value.ShouldBeGreaterThan(0.003);
    }

    [Theory]
    [InlineData(double.NaN, 0.1, 10, 0.95)]
    [InlineData(1.01, 0.1, 10, 0.95)]
    [InlineData(0.5, -0.1, 10, 0.95)]
    [InlineData(0.5, double.NaN, 10, 0.95)]
    [InlineData(0.5, 0.1, 0, 0.95)]
    [InlineData(0.5, 0.1, 10, 1)]
    public void What_is_out_of_range_is_refused(double rate, double variance, int families, double confidence) =>
        Should.Throw<ArgumentOutOfRangeException>(() => RoganGladen.Correct(rate, variance, families, [Source("a", 0.9, 0.9)], confidence));

    // The whole grid, at 2,000 audits a cell, stands in docs/analysis.md; the bound here is 93 % less three standard errors of 400 audits.
    [Theory]
    [InlineData(0, 8, 3)]
    [InlineData(0.1, 20, 3)]
    [InlineData(0.1, 20, 5)]
    [InlineData(0.5, 20, 8)]
    [InlineData(0.9, 60, 5)]
    public void Simulated_audits_are_covered_although_errors_differ_from_source_to_source(double rate, int families, int sources)
    {
        CoverageCell cell = CorrectionCoverage.Run(rate, families, 0.8, sources, audits: 400, seed: 5);
        cell.Numbers.ShouldBe(400);
        cell.Coverage.ShouldBeGreaterThan(0.93 - 0.038);
    }

    internal static DetectorAccuracy Source(string name, double sensitivity, double specificity) => new()
    {
        Source = name, Language = English, Positives = 1000, Negatives = 1000,
        TruePositives = (int)Math.Round(sensitivity * 1000), TrueNegatives = (int)Math.Round(specificity * 1000),
    };
}
