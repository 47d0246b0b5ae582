using System.Globalization;
using MathNet.Numerics.Distributions;

namespace CensorshipEval.Analysis;

/// <summary>Intervals of the mean of clustered observations from 0 to 1.</summary>
internal static class RateInterval
{
    public const IntervalMethod Default = IntervalMethod.EffectiveWilson;

    /// <summary>The estimate with its interval. Where a method cannot give an interval with width, the default stands in and says so.</summary>
    public static Estimate Of(ClusteredMean mean, IntervalMethod method, AnalysisOptions options)
    {
        double size = mean.EffectiveSize(options.Confidence);
        (Interval? interval, string because) = method switch
        {
            IntervalMethod.ClusterRobustT => (StudentTOf(mean, options.Confidence), "asked for; too narrow near 0 and 1"),
            IntervalMethod.ClusterBootstrapPercentile or IntervalMethod.ClusterBootstrapBca =>
                (ClusterBootstrap.Of(mean.Totals, method, options), string.Create(CultureInfo.InvariantCulture, $"asked for; {options.BootstrapReplicates} replicates; too narrow near 0 and 1")),
            IntervalMethod.EffectiveWilson => ((Interval?)null, ""),
            _ => throw new ArgumentOutOfRangeException(nameof(method), method, "Expected a method for a single rate."),
        };
        if (interval is null)
        {
            string instead = method is IntervalMethod.EffectiveWilson ? "" : $"in place of {method}, which gives no width here: ";
            method = IntervalMethod.EffectiveWilson;
            interval = EffectiveWilson(mean.Mean, size, options.Confidence);
            because = instead + (mean.CanEstimateDesign
                ? "the effective size is estimated from the spread between families"
                : "too few families differ to estimate a design effect, so families are the size");
        }

        return new Estimate
        {
            Value = mean.Mean, Low = interval.Value.Low, High = interval.Value.High, Confidence = options.Confidence, Method = method, Because = because,
            Families = mean.Clusters, Observations = (int)Math.Min(int.MaxValue, mean.Count), EffectiveSize = size, DesignEffect = mean.Count / size,
        };
    }

    /// <summary>Wilson's interval with Poisson limits where fewer than three (four beyond a size of 50) effective events, or non-events, were seen.</summary>
    public static Interval EffectiveWilson(double rate, double size, double confidence)
    {
        Interval wilson = WilsonInterval.Of(rate, size, confidence);
        double few = size <= 50 ? 3 : 4;
        double low = rate * size < few ? Math.Min(wilson.Low, PoissonLimit(rate * size, size, confidence)) : wilson.Low;
        double high = (1 - rate) * size < few ? Math.Max(wilson.High, 1 - PoissonLimit((1 - rate) * size, size, confidence)) : wilson.High;
        return new Interval(low, high);
    }

    private static double PoissonLimit(double events, double size, double confidence) =>
        events < 1e-3 ? 0 : Gamma.InvCDF(events, 1, 1 - confidence) / size;

    private static Interval? StudentTOf(ClusteredMean mean, double confidence)
    {
        if (!(mean.Variance > 1e-18)) return null;
        double half = StudentT.InvCDF(0, 1, mean.Clusters - 1, (1 + confidence) / 2) * Math.Sqrt(mean.Variance);
        return new Interval(Math.Max(0, mean.Mean - half), Math.Min(1, mean.Mean + half));
    }
}
