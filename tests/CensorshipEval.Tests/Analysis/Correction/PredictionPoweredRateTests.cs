using CensorshipEval.Analysis;
using FsCheck;
using FsCheck.Fluent;
using Interval = CensorshipEval.Analysis.Interval;

namespace CensorshipEval.Tests.Analysis.Correction;

public sealed class PredictionPoweredRateTests
{
    [Fact]
    public void The_estimate_and_its_variance_are_those_of_the_formula()
    {
        // f: a 1 1 0, b 0 0, c 1; labels: a/1 = 0 at .5, a/3 = 1 at .25, b/1 = 0 at .25. Sum of (y - f) / pi: -2 + 4 + 0; theta = (3 + 2) / 6.
        PredictionPoweredRate rate = PredictionPoweredRate.Of(
        [
            new("a", true, 0, 0.5), new("a", true), new("a", false, 1, 0.25), new("b", false, 0, 0.25), new("b", false), new("c", true),
        ]);
        const double Theta = 5 / 6.0;
        double a = 2 - (3 * Theta) + 2, b = -2 * Theta, c = 1 - Theta;
        rate.Estimate!.Value.ShouldBe(Theta, 1e-12);
        rate.Variance!.Value.ShouldBe(1.5 * ((a * a) + (b * b) + (c * c)) / 36, 1e-12);
        rate.AutomaticRate.ShouldBe(0.5);
        (rate.Trials, rate.Families, rate.Labelled, rate.Disagreements).ShouldBe((6, 3, 3, 2));
    }

    [Fact]
    public void Where_everything_is_labelled_the_detector_does_not_matter()
    {
        var draws = new SimulationDraws(3);
        (string Family, bool Refused)[] truth = [.. Enumerable.Range(0, 100).Select(i => ($"f{i % 20}", draws.Chance(0.3)))];
        PredictionPoweredRate right = PredictionPoweredRate.Of(truth.Select(static trial => new PredictedTrial(trial.Family, trial.Refused, trial.Refused ? 1 : 0, 1)));
        PredictionPoweredRate wrong = PredictionPoweredRate.Of(truth.Select(static trial => new PredictedTrial(trial.Family, !trial.Refused, trial.Refused ? 1 : 0, 1)));
        wrong.Estimate!.Value.ShouldBe(right.Estimate!.Value, 1e-12);
        wrong.Variance!.Value.ShouldBe(right.Variance!.Value, 1e-12);
        wrong.Interval!.Value.High.ShouldBe(right.Interval!.Value.High, 1e-12);
    }

    [Fact]
    public void The_estimate_lies_in_an_interval_with_width_whatever_the_labels() => Prop.ForAll(
        ArbMap.Default.ArbFor<(byte Seed, byte Trials, byte Families)>(),
        given =>
        {
            var draws = new SimulationDraws(given.Seed);
            double rate = given.Seed % 3 / 2.0;
            PredictionPoweredRate result = PredictionPoweredRate.Of(Enumerable.Range(0, given.Trials + 1).Select(i => new PredictedTrial(
                $"f{i % (given.Families + 1)}", draws.Chance(rate), i % 3 == 0 ? draws.Chance(rate) ? 1 : 0 : null, 0.34)));
            Interval interval = result.Interval!.Value;
            interval.Low.ShouldBeInRange(0, result.Estimate!.Value);
            interval.High.ShouldBeInRange(result.Estimate.Value, 1);
            (interval.High - interval.Low).ShouldBeGreaterThan(0);
        }).QuickCheckThrowOnFailure();

    [Fact]
    public void Ten_clean_labels_of_a_thousand_do_not_prove_a_clean_run()
    {
        PredictionPoweredRate few = PredictionPoweredRate.Of(Clean(10));
        PredictionPoweredRate many = PredictionPoweredRate.Of(Clean(500));
        few.Estimate.ShouldBe(0);
        few.Interval!.Value.High.ShouldBeGreaterThan(0.15);
        many.Interval!.Value.High.ShouldBeLessThan(0.08);

        static IEnumerable<PredictedTrial> Clean(int labelled) =>
            Enumerable.Range(0, 1000).Select(i => i < labelled ? new PredictedTrial($"f{i % 100}", false, 0, labelled / 1000.0) : new PredictedTrial($"f{i % 100}", false));
    }

    [Fact]
    public void A_rate_that_is_nothing_but_rounding_has_about_the_interval_of_a_rate_of_0()
    {
        // Every false alarm is found by the labels; 17 - 15 * (17 / 15) need not be 0.
        PredictionPoweredRate rounded = PredictionPoweredRate.Of(Trials(0.1 + 0.2 - 0.3));
        PredictionPoweredRate zero = PredictionPoweredRate.Of(Trials(0));
        rounded.Interval!.Value.High.ShouldBe(zero.Interval!.Value.High, 0.01);
        zero.Interval.Value.High.ShouldBeLessThan(0.2);

        static IEnumerable<PredictedTrial> Trials(double label) =>
            Enumerable.Range(0, 600).Select(i => i < 100 ? new PredictedTrial($"f{i % 60}", false, label, 100 / 600.0) : new PredictedTrial($"f{i % 60}", false));
    }

    [Fact]
    public void Without_labels_or_trials_there_is_a_reason_and_no_number()
    {
        PredictionPoweredRate.Of([]).Reason.ShouldBe("There are no trials.");
        PredictionPoweredRate unlabelled = PredictionPoweredRate.Of([new PredictedTrial("a", true)]);
        unlabelled.AutomaticRate.ShouldBe(1);
        unlabelled.Estimate.ShouldBeNull();
        unlabelled.Interval.ShouldBeNull();
        unlabelled.Reason!.ShouldContain("labelled");
    }

    [Fact]
    public void One_family_has_no_variance_and_a_wide_interval()
    {
        PredictionPoweredRate rate = PredictionPoweredRate.Of(Enumerable.Range(0, 50).Select(static i => new PredictedTrial("f", i < 25, i < 25 ? 1 : 0, 1)));
        rate.Estimate.ShouldBe(0.5);
        rate.Variance.ShouldBeNull();
        (rate.Interval!.Value.High - rate.Interval.Value.Low).ShouldBeGreaterThan(0.9);
    }

    [Theory]
    [InlineData(1.0, null)]
    [InlineData(1.0, 0.0)]
    [InlineData(1.0, 1.1)]
    [InlineData(1.0, double.NaN)]
    [InlineData(-0.5, 0.5)]
    [InlineData(double.NaN, 0.5)]
    public void A_label_needs_a_value_and_the_probability_with_which_it_was_drawn(double label, double? probability) =>
        Should.Throw<ArgumentException>(() => PredictionPoweredRate.Of([new PredictedTrial("a", true, label, probability)])).Message.ShouldContain("expected");

    [Theory]
    [InlineData(0, 20, 30)]
    [InlineData(0.02, 20, 100)]
    [InlineData(0.1, 8, 15)]
    [InlineData(0.5, 20, 30)]
    [InlineData(0.9, 8, 100)]
    public void Simulated_audits_are_covered(double rate, int families, int perStratum) =>
        PredictionPoweredCoverage.Run(rate, families, 0.8, perStratum, audits: 400, seed: 5).Coverage.ShouldBeGreaterThan(0.93 - 0.038);
}
