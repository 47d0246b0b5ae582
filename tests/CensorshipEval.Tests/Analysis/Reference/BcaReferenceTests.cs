using CensorshipEval.Analysis;

namespace CensorshipEval.Tests.Analysis.Reference;

public sealed class BcaReferenceTests
{
    public static TheoryData<string> Cases => ReferenceCase.Names("bca");

    [Theory]
    [MemberData(nameof(Cases))]
    public void Acceleration_and_adjusted_percentiles_are_those_of_R(string name)
    {
        ReferenceCase one = ReferenceCase.Of("bca", name);
        double[] n = one.Values("n");
        ClusterTotal[] clusters = [.. one.Values("y").Select((hits, i) => new ClusterTotal(n[i], hits, hits))];
        if (one.Expected("lowPercentile") is null)
        {
            // One cluster, or draws that are all alike: nothing to adjust.
            ClusterBootstrap.Of(clusters, IntervalMethod.ClusterBootstrapBca, new AnalysisOptions()).ShouldBeNull();
            return;
        }

        double acceleration = ClusterBootstrap.Acceleration(clusters);
        one.Check("acceleration", acceleration);
        double tail = (1 - one.Input("level")) / 2, below = one.Input("shareBelow");
        one.Check("lowPercentile", ClusterBootstrap.AdjustedPercentile(tail, below, acceleration));
        one.Check("highPercentile", ClusterBootstrap.AdjustedPercentile(1 - tail, below, acceleration));
    }
}
