using CensorshipEval.Analysis;

namespace CensorshipEval.Tests.Analysis.Reference;

public sealed class EffectiveSizeReferenceTests
{
    private const string Topic = "effective-size";

    public static TheoryData<string> Cases => ReferenceCase.Names(Topic);

    [Theory]
    [MemberData(nameof(Cases))]
    public void The_effective_size_is_that_of_R(string name)
    {
        ReferenceCase one = ReferenceCase.Of(Topic, name);
        var mean = new ClusteredMean(
            [.. one.Rows("clusters").Select(static values => new ClusterTotal(values.Length, values.Sum()!.Value, values.Sum(static value => value * value)!.Value))],
            one.Input("trials"));
        one.Check("rate", mean.Mean);
        mean.CanEstimateDesign.ShouldBe(one.ExpectedTruth("canEstimateDesign"));
        if (mean.CanEstimateDesign) one.Check("correlation", mean.Correlation);
        one.Check("effectiveClusters", mean.EffectiveClusters);
        one.Check("effectiveSize", mean.EffectiveSize(one.Input("level")));
    }
}
