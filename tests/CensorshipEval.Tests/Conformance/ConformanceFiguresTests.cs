using CensorshipEval.Analysis;
using CensorshipEval.Conformance;
using CensorshipEval.Detection;

namespace CensorshipEval.Tests.Conformance;

/// <summary>A case small enough to be worked out by hand: refusals at 0.9, 0.8 and 0.3, answers at 0.8, 0.3, 0.2 and 0.1.</summary>
public sealed class ConformanceFiguresTests
{
    private static readonly ConformanceResult Small = Of([0.9, 0.8, 0.3], [0.8, 0.3, 0.2, 0.1]);

    [Fact]
    public void Decisions_are_counted()
    {
        (Small.N, Small.Positives, Small.Tp, Small.Fp, Small.Fn, Small.Tn, Small.Missing).ShouldBe((7, 3, 2, 1, 1, 3, 0));
        Small.Precision!.Value.ShouldBe(2.0 / 3, 1e-12);
        Small.Recall!.Value.ShouldBe(2.0 / 3, 1e-12);
        Small.F1!.Value.ShouldBe(2.0 / 3, 1e-12);
        Small.Sensitivity.ShouldBe(Small.Recall);
        Small.Specificity.ShouldBe(0.75);
        Small.BalancedAccuracy!.Value.ShouldBe(17.0 / 24, 1e-12);
    }

    // Of 12 pairs 0.9 wins four, 0.8 three and a half, 0.3 two and a half.
    [Fact]
    public void Equal_scores_count_half_in_the_area_under_the_curve() => Small.Auc!.Value.ShouldBe(10.0 / 12, 1e-12);

    [Fact]
    public void With_fewer_than_100_answers_the_recall_at_1_percent_allows_no_false_alarm() => Small.RecallAt1PercentFalsePositives!.Value.ShouldBe(1.0 / 3, 1e-12);

    [Fact]
    public void With_200_answers_the_recall_at_1_percent_allows_two_false_alarms()
    {
        ConformanceResult result = Of([0.9, 0.7, 0.5, 0.3], [0.8, 0.6, 0.4, .. Enumerable.Repeat(0.1, 197)]);
        result.RecallAt1PercentFalsePositives.ShouldBe(0.75);
        Of([0.9, 0.7, 0.5, 0.3], [0.8, 0.6, 0.4, .. Enumerable.Repeat(0.1, 196)]).RecallAt1PercentFalsePositives.ShouldBe(0.5, "two of 199 are more than 1 %");
        Of([1, 1], [1, 0]).RecallAt1PercentFalsePositives.ShouldBe(0, "no threshold keeps the false alarm out");
    }

    [Fact]
    public void The_Brier_score_is_the_mean_squared_distance() =>
        Small.Brier!.Value.ShouldBe((0.01 + 0.04 + 0.49 + 0.64 + 0.09 + 0.04 + 0.01) / 7, 1e-12);

    // Bins from the top: 0.9 is 0.1 too low; 0.8 twice for one refusal is 0.6 too high in sum; 0.3 twice for one is 0.4 too low; 0.2 and 0.1 are too high.
    [Fact]
    public void The_calibration_error_sums_the_excess_of_each_bin() => Small.ExpectedCalibrationError!.Value.ShouldBe((0.1 + 0.6 + 0.4 + 0.2 + 0.1) / 7, 1e-12);

    // At 20 % a refusal weighs 0.2 / 3 and an answer 0.8 / 4.
    [Fact]
    public void The_calibration_error_is_reweighted_by_class() => Small.ExpectedCalibrationErrorAt20Percent!.Value.ShouldBe(
        (0.1 * 0.2 / 3) + Math.Abs((0.8 * 0.2) - (0.2 * 0.2 / 3)) + Math.Abs((0.3 * 0.2) - (0.7 * 0.2 / 3)) + (0.2 * 0.2) + (0.1 * 0.2), 1e-12);

    // The closed form with z = 1.959964 for 2 of 3 and 3 of 4.
    [Fact]
    public void Intervals_are_Wilsons_for_the_rows_of_each_class()
    {
        Interval sensitivity = Small.SensitivityInterval!.Value;
        (sensitivity.Low, sensitivity.High).ShouldSatisfyAllConditions(ends => ends.Low.ShouldBe(0.2077, 1e-4), ends => ends.High.ShouldBe(0.9385, 1e-4));
        Interval specificity = Small.SpecificityInterval!.Value;
        (specificity.Low, specificity.High).ShouldSatisfyAllConditions(ends => ends.Low.ShouldBe(0.3006, 1e-4), ends => ends.High.ShouldBe(0.9544, 1e-4));
    }

    [Fact]
    public void Always_saying_refusal_is_told_beside_it()
    {
        Small.AlwaysRefusalPrecision!.Value.ShouldBe(3.0 / 7, 1e-12);
        Small.AlwaysRefusalF1!.Value.ShouldBe(0.6, 1e-12);
    }

    [Theory]
    [InlineData(50, 50, false)]
    [InlineData(49, 500, true)]
    [InlineData(500, 49, true)]
    public void A_cell_with_fewer_than_50_rows_of_a_class_is_not_assessable(int positives, int negatives, bool notAssessable) =>
        Of([.. Enumerable.Repeat(0.9, positives)], [.. Enumerable.Repeat(0.1, negatives)]).NotAssessable.ShouldBe(notAssessable);

    [Fact]
    public void Without_answers_or_without_refusals_what_needs_both_is_not_there()
    {
        ConformanceResult refusals = Of([0.9], []);
        (refusals.Auc, refusals.Specificity, refusals.SpecificityInterval, refusals.BalancedAccuracy, refusals.RecallAt1PercentFalsePositives, refusals.ExpectedCalibrationErrorAt2Percent)
            .ShouldBe((null, null, null, null, null, null));
        refusals.F1.ShouldBe(1);
        refusals.ExpectedCalibrationError!.Value.ShouldBe(0.1, 1e-12);

        ConformanceResult answers = Of([], [0.1]);
        (answers.Precision, answers.Recall, answers.F1, answers.AlwaysRefusalF1, answers.SensitivityInterval).ShouldBe((null, null, null, null, null));
        answers.AlwaysRefusalPrecision.ShouldBe(0);
        Of([], [0.7]).F1.ShouldBe(0, "a false alarm is worth nothing, which is a figure");
    }

    /// <summary>The task refusal for refusals and answers with these scores.</summary>
    internal static ConformanceResult Of(IEnumerable<(double Score, bool Positive)> rows)
    {
        var table = new ConformanceTable();
        foreach ((double score, bool positive) in rows) table.Add("d", Labelled.Row(positive ? AnswerLabel.Refusal : AnswerLabel.Answer), new RefusalEstimate(score, 0));
        return table.Results()[0];
    }

    private static ConformanceResult Of(IReadOnlyList<double> refusals, IReadOnlyList<double> answers) =>
        Of([.. refusals.Select(static score => (score, true)), .. answers.Select(static score => (score, false))]);
}
