using CensorshipEval.Analysis;

namespace CensorshipEval.Tests.Analysis.Serving;

/// <summary>The statistics by themselves.</summary>
public sealed class ServingStatisticsTests
{
    [Fact]
    public void Holm_gives_the_figures_of_a_worked_example_in_the_order_given()
    {
        HolmAdjustment.Of([0.04, 0.01, 0.03]).ShouldBe([0.06, 0.03, 0.06], 1e-12);
        HolmAdjustment.Of([]).ShouldBeEmpty();
        HolmAdjustment.Of([0.9, 0.8]).ShouldBe([1, 1]);
    }

    [Fact]
    public void The_trend_with_load_agrees_with_the_exact_figure_where_all_outcomes_can_be_counted()
    {
        // Two levels: the hypergeometric upper tail. 10 calls each, 5 empty, all under load: C(10,5) / C(20,5).
        LoadTrend.PValue([(1, 10, 0), (4, 10, 5)]).ShouldBe(252.0 / 15_504, 0.005);
        LoadTrend.PValue([(1, 10, 2), (4, 10, 3)]).ShouldBe((252 + (210 * 10) + (120 * 45)) / 15_504.0, 0.02);
        LoadTrend.PValue([(1, 10, 5), (4, 10, 0)]).ShouldBe(1);
    }

    [Fact]
    public void The_trend_with_load_is_the_same_by_drawing_and_by_the_normal_curve()
    {
        double drawn = LoadTrend.PValue([(1, 5_000, 150), (8, 5_000, 170), (16, 5_000, 179)]);
        double normal = LoadTrend.PValue([(1, 5_000, 151), (8, 5_000, 170), (16, 5_000, 180)]);
        drawn.ShouldBe(normal, 0.015);
        double mostlyEmpty = LoadTrend.PValue([(1, 5_000, 5_000 - 179), (8, 5_000, 5_000 - 170), (16, 5_000, 5_000 - 150)]);
        mostlyEmpty.ShouldBe(drawn, 0.015);
    }

    [Fact]
    public void With_many_empty_answers_and_many_others_the_direction_is_right_whichever_are_more()
    {
        LoadTrend.PValue([(1, 5_000, 1_000), (16, 5_000, 1_200)]).ShouldBeLessThan(1e-4);
        LoadTrend.PValue([(1, 5_000, 1_200), (16, 5_000, 1_000)]).ShouldBeGreaterThan(0.999);
        LoadTrend.PValue([(1, 5_000, 3_800), (16, 5_000, 4_000)]).ShouldBeLessThan(1e-4);
        LoadTrend.PValue([(1, 5_000, 4_000), (16, 5_000, 3_800)]).ShouldBeGreaterThan(0.999);
        LoadTrend.PValue([(1, 5_000, 2_000), (16, 5_000, 2_000)]).ShouldBe(0.5, 1e-9);
    }

    [Fact]
    public void Without_variation_load_shows_nothing()
    {
        LoadTrend.PValue([(1, 30, 0), (4, 30, 0)]).ShouldBe(1);
        LoadTrend.PValue([(1, 30, 30), (4, 30, 30)]).ShouldBe(1);
        LoadTrend.PValue([(4, 3_000, 1_000)]).ShouldBe(1);
    }

    [Fact]
    public void The_permutation_test_agrees_with_the_exact_figure_where_all_orders_can_be_counted()
    {
        // One prompt, 8 repeats, a clean break in the middle: 2 of 70 orders are as extreme.
        TrendPermutation.PValue([[0, 0, 0, 0, 1, 1, 1, 1]]).ShouldBe(2.0 / 70, 0.006);
        TrendPermutation.PValue([[0, 0, 0, 0, 1, 1, 1, 1], [0, 0, 0, 0, 1, 1, 1, 1]]).ShouldBe(2.0 / 4_900, 0.0008);
    }

    [Fact]
    public void Differences_between_prompts_are_no_change_over_time()
    {
        TrendPermutation.PValue([[0, 0, 0, 0, 0, 0, 0, 0], [1, 1, 1, 1, 1, 1, 1, 1], [5, 5, 5, 5]]).ShouldBe(1);
        TrendPermutation.PValue([[1, 0, 1, 0, 0, 1, 0, 1], [90, 91, 90, 91, 91, 90, 91, 90]]).ShouldBeGreaterThan(0.5);
    }

    [Fact]
    public void A_p_value_is_never_zero_and_the_same_every_time()
    {
        double[][] series = [.. Enumerable.Range(0, 6).Select(static _ => new double[] { 0, 0, 0, 0, 1, 1, 1, 1 })];
        TrendPermutation.PValue(series).ShouldBe(1e-4, 1e-12);
        LoadTrend.PValue([(1, 200, 0), (16, 200, 100)]).ShouldBe(1e-4, 1e-12);
        TrendPermutation.PValue([[1, 2, 5, 3, 9, 4]]).ShouldBe(TrendPermutation.PValue([[1, 2, 5, 3, 9, 4]]));
    }
}
