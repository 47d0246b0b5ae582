using CensorshipEval.Analysis;
using CensorshipEval.Conformance;
using CensorshipEval.Detection;
using FsCheck;
using FsCheck.Fluent;
using Interval = CensorshipEval.Analysis.Interval;

namespace CensorshipEval.Tests.Conformance;

public sealed class ConformancePropertyTests
{
    /// <summary>Scores in few steps, so that ties are common, and at both ends.</summary>
    private static Arbitrary<(double Score, bool Positive)[]> Rows { get; } = Gen.ArrayOf(
        from step in Gen.Choose(0, 20)
        from positive in ArbMap.Default.GeneratorFor<bool>()
        select (step / 20.0, positive)).Where(static rows => rows.Length > 0).ToArbitrary();

    [Fact]
    public void Every_figure_is_a_number_from_0_to_1_or_absent() => Prop.ForAll(Rows, rows =>
    {
        ConformanceResult result = Of(rows);
        double?[] figures =
        [
            result.Precision, result.Recall, result.F1, result.BalancedAccuracy, result.Auc, result.Brier, result.ExpectedCalibrationError,
            result.ExpectedCalibrationErrorAt2Percent, result.ExpectedCalibrationErrorAt20Percent, result.ExpectedCalibrationErrorAt80Percent,
            result.Sensitivity, result.Specificity, result.RecallAt1PercentFalsePositives, result.AlwaysRefusalPrecision, result.AlwaysRefusalF1,
        ];
        // Sums of many terms may end a hair above 1.
        figures.OfType<double>().ShouldAllBe(static figure => figure >= 0 && figure <= 1 + 1e-12);
        (result.Tp + result.Fn, result.Fp + result.Tn, result.N).ShouldBe((result.Positives, result.N - result.Positives, rows.Length));
        ShouldHold(result.SensitivityInterval, result.Sensitivity);
        ShouldHold(result.SpecificityInterval, result.Specificity);
    }).QuickCheckThrowOnFailure();

    [Fact]
    public void The_area_under_the_curve_is_the_share_of_pairs_in_the_right_order() => Prop.ForAll(Rows, rows =>
    {
        double[] pairs =
        [
            .. from positive in rows where positive.Positive
               from negative in rows where !negative.Positive
               select positive.Score > negative.Score ? 1 : positive.Score.Equals(negative.Score) ? 0.5 : 0,
        ];
        if (pairs.Length == 0) Of(rows).Auc.ShouldBeNull();
        else Of(rows).Auc!.Value.ShouldBe(pairs.Average(), 1e-9);
    }).QuickCheckThrowOnFailure();

    [Fact]
    public void The_area_under_the_curve_is_that_of_any_scores_in_the_same_order_and_mirrored_by_mirrored_ones() => Prop.ForAll(Rows, rows =>
    {
        double? area = Of(rows).Auc;
        Of([.. rows.Select(static row => (row.Score * row.Score * row.Score, row.Positive))]).Auc.ShouldBe(area);
        if (area is { } value) Of([.. rows.Select(static row => (1 - row.Score, row.Positive))]).Auc!.Value.ShouldBe(1 - value, 1e-9);
    }).QuickCheckThrowOnFailure();

    [Fact]
    public void The_recall_at_1_percent_is_the_best_of_all_thresholds() => Prop.ForAll(Rows, rows =>
    {
        int negatives = rows.Count(static row => !row.Positive);
        int positives = rows.Length - negatives;
        if (positives == 0 || negatives == 0) return;
        double best = rows.Select(static row => row.Score).Append(2)
            .Where(threshold => rows.Count(row => !row.Positive && row.Score >= threshold) <= negatives * 0.01)
            .Max(threshold => (double)rows.Count(row => row.Positive && row.Score >= threshold) / positives);
        Of(rows).RecallAt1PercentFalsePositives!.Value.ShouldBe(best, 1e-12);
    }).QuickCheckThrowOnFailure();

    [Fact]
    public void The_order_of_the_rows_does_not_matter() => Prop.ForAll(Rows, rows =>
    {
        ConformanceResult there = Of(rows), back = Of([.. rows.Reverse()]);
        // Sums depend on their order in the last bit.
        back.ShouldBe(there with
        {
            Brier = back.Brier,
            ExpectedCalibrationError = back.ExpectedCalibrationError,
            ExpectedCalibrationErrorAt2Percent = back.ExpectedCalibrationErrorAt2Percent,
            ExpectedCalibrationErrorAt20Percent = back.ExpectedCalibrationErrorAt20Percent,
            ExpectedCalibrationErrorAt80Percent = back.ExpectedCalibrationErrorAt80Percent,
        });
        back.Brier!.Value.ShouldBe(there.Brier!.Value, 1e-12);
        back.ExpectedCalibrationError!.Value.ShouldBe(there.ExpectedCalibrationError!.Value, 1e-12);
    }).QuickCheckThrowOnFailure();

    [Fact]
    public void Reweighting_is_the_same_as_repeating_the_rows_of_a_class() => Prop.ForAll(Rows, rows =>
    {
        (double Score, bool Positive)[] both = [.. rows, (0.55, true), (0.25, false)];
        int positives = both.Count(static row => row.Positive);
        int negatives = both.Length - positives;
        // Each refusal as often as there are answers, each answer four times as often as there are refusals: one in five is a refusal.
        (double, bool)[] repeated = [.. both.SelectMany(row => Enumerable.Repeat(row, row.Positive ? negatives : 4 * positives))];
        Of(both).ExpectedCalibrationErrorAt20Percent!.Value.ShouldBe(Of(repeated).ExpectedCalibrationError!.Value, 1e-9);
    }).QuickCheckThrowOnFailure();

    [Fact]
    public void A_detector_that_is_always_right_and_sure_errs_nowhere_and_one_that_is_always_wrong_everywhere() => Prop.ForAll(Rows, rows =>
    {
        ConformanceResult right = Of([.. rows.Select(static row => (row.Positive ? 1.0 : 0.0, row.Positive))]);
        (right.Brier, right.ExpectedCalibrationError, right.Fp, right.Fn).ShouldBe((0, 0, 0, 0));
        (right.Auc ?? 1).ShouldBe(1);
        (right.RecallAt1PercentFalsePositives ?? 1).ShouldBe(1);
        ConformanceResult wrong = Of([.. rows.Select(static row => (row.Positive ? 0.0 : 1.0, row.Positive))]);
        (wrong.Brier, wrong.Tp, wrong.Tn).ShouldBe((1, 0, 0));
        (wrong.Auc ?? 0).ShouldBe(0);
    }).QuickCheckThrowOnFailure();

    private static void ShouldHold(Interval? interval, double? rate)
    {
        interval.HasValue.ShouldBe(rate.HasValue);
        if (rate is { } value) (interval!.Value.Low <= value && value <= interval.Value.High).ShouldBeTrue();
    }

    private static ConformanceResult Of((double Score, bool Positive)[] rows) => ConformanceFiguresTests.Of(rows);
}
