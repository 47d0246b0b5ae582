using CensorshipEval.Analysis;
using FsCheck;
using FsCheck.Fluent;
using Interval = CensorshipEval.Analysis.Interval;

namespace CensorshipEval.Tests.Analysis.Intervals;

public sealed class RateIntervalTests
{
    private static readonly AnalysisOptions Options = new() { BootstrapReplicates = 200 };

    public static TheoryData<IntervalMethod> Methods =>
        [IntervalMethod.EffectiveWilson, IntervalMethod.ClusterRobustT, IntervalMethod.ClusterBootstrapPercentile, IntervalMethod.ClusterBootstrapBca];

    [Theory]
    [MemberData(nameof(Methods))]
    public void Every_method_holds_the_rate_stays_within_0_and_1_and_has_width(IntervalMethod method) =>
        Prop.ForAll(Clusters().ToArbitrary(), totals =>
        {
            var mean = new ClusteredMean(totals, totals.Sum(static total => total.Count));
            Estimate estimate = RateInterval.Of(mean, method, Options);
            Interval interval = estimate.Interval!.Value;
            return interval.Low >= 0 && interval.High <= 1 && interval.High - interval.Low > 1e-6 && estimate.EffectiveSize > 0 &&
                (estimate.Method is IntervalMethod.ClusterBootstrapBca or IntervalMethod.ClusterBootstrapPercentile || (interval.Low <= estimate.Value && estimate.Value <= interval.High));
        }).QuickCheckThrowOnFailure();

    [Theory]
    [MemberData(nameof(Methods))]
    public void Without_variance_the_families_are_the_size_and_the_result_says_so(IntervalMethod method)
    {
        foreach (double rate in new[] { 0, 1, 0.5 })
        {
            var mean = new ClusteredMean([.. Enumerable.Repeat(new ClusterTotal(4, 4 * rate, 4 * rate), 8)], 32);
            Estimate estimate = RateInterval.Of(mean, method, Options);
            if (rate is 0 or 1)
            {
                estimate.Method.ShouldBe(IntervalMethod.EffectiveWilson);
                estimate.EffectiveSize.ShouldBe(8);
                estimate.Because.ShouldContain("families");
            }

            (estimate.High - estimate.Low)!.Value.ShouldBeGreaterThan(0.05);
        }
    }

    [Fact]
    public void Families_whose_answers_are_all_alike_count_once_each()
    {
        var alike = new ClusteredMean([.. Enumerable.Range(0, 40).Select(static i => new ClusterTotal(10, i < 20 ? 10 : 0, i < 20 ? 10 : 0))], 400);
        alike.Correlation.ShouldBe(1, 1e-9);
        alike.EffectiveSize(0.95).ShouldBe(40, 1.5);
    }

    [Fact]
    public void Answers_that_do_not_resemble_each_other_count_for_more_than_their_families()
    {
        var mixed = new ClusteredMean([.. Enumerable.Range(0, 60).Select(static i => new ClusterTotal(10, 4 + (i % 3), 4 + (i % 3)))], 600);
        mixed.EffectiveSize(0.95).ShouldBeGreaterThan(120);
        mixed.EffectiveSize(0.95).ShouldBeLessThanOrEqualTo(600);
    }

    [Fact]
    public void A_bootstrap_repeats_itself()
    {
        ClusterTotal[] totals = [.. Enumerable.Range(0, 20).Select(static i => new ClusterTotal(3, i % 4 == 0 ? 2 : 0, i % 4 == 0 ? 2 : 0))];
        Interval? first = ClusterBootstrap.Of(totals, IntervalMethod.ClusterBootstrapBca, Options);
        ClusterBootstrap.Of(totals, IntervalMethod.ClusterBootstrapBca, Options).ShouldBe(first);
        ClusterBootstrap.Of(totals, IntervalMethod.ClusterBootstrapBca, Options with { Seed = 2 }).ShouldNotBe(first);
    }

    private static Gen<ClusterTotal[]> Clusters() =>
        (from count in Gen.Choose(1, 12) from hits in Gen.Choose(0, count) select new ClusterTotal(count, hits, hits)).NonEmptyListOf().Select(static list => list.ToArray());
}
