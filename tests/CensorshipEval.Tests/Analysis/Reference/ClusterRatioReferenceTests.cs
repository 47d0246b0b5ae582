using CensorshipEval.Analysis;

namespace CensorshipEval.Tests.Analysis.Reference;

public sealed class ClusterRatioReferenceTests
{
    private const string Topic = "cluster-ratio";

    public static TheoryData<string> Cases => ReferenceCase.Names(Topic);

    [Theory]
    [MemberData(nameof(Cases))]
    public void Rate_variance_and_effective_clusters_are_those_of_R(string name)
    {
        ReferenceCase one = ReferenceCase.Of(Topic, name);
        if (one.Expected("rate") is null)
        {
            Should.Throw<ArgumentException>(() => Mean(one));
            return;
        }

        ClusteredMean mean = Mean(one);
        one.Check("rate", mean.Mean);
        one.Check("clusters", mean.Clusters);
        one.Check("variance", mean.Variance);
        one.Check("effectiveClusters", mean.EffectiveClusters);
    }

    [Theory]
    [MemberData(nameof(Cases))]
    public void The_t_interval_is_that_of_R_within_0_and_1_and_another_stands_in_where_R_has_none_with_width(string name)
    {
        ReferenceCase one = ReferenceCase.Of(Topic, name);
        if (one.Expected("rate") is null) return;
        Estimate estimate = RateInterval.Of(Mean(one), IntervalMethod.ClusterRobustT, new AnalysisOptions { Confidence = one.Input("level") });
        if (one.Expected("variance") is > 0)
        {
            estimate.Method.ShouldBe(IntervalMethod.ClusterRobustT);
            estimate.Low!.Value.ShouldBe(Math.Max(0, one.Expected("tLow")!.Value), 1e-9);
            estimate.High!.Value.ShouldBe(Math.Min(1, one.Expected("tHigh")!.Value), 1e-9);
        }
        else
        {
            estimate.Method.ShouldBe(IntervalMethod.EffectiveWilson);
            (estimate.High - estimate.Low)!.Value.ShouldBeGreaterThan(0);
        }
    }

    [Theory]
    [MemberData(nameof(Cases))]
    public void Where_a_design_effect_can_be_estimated_the_effective_size_is_never_more_than_R_makes_of_it(string name)
    {
        ReferenceCase one = ReferenceCase.Of(Topic, name);
        if (one.Expected("effectiveSize") is not { } most) return;
        ClusteredMean mean = Mean(one);
        if (mean.CanEstimateDesign) mean.EffectiveSize(one.Input("level")).ShouldBeLessThanOrEqualTo(Math.Max(1, most) + 1e-9, name);
    }

    private static ClusteredMean Mean(ReferenceCase one)
    {
        double[] y = one.Values("y"), n = one.Values("n");
        return new ClusteredMean([.. y.Zip(n, static (hits, count) => new ClusterTotal(count, hits, hits))], n.Sum());
    }
}
