using MathNet.Numerics.Distributions;

namespace CensorshipEval.Analysis;

/// <summary>Intervals from drawing whole families again, with replacement.</summary>
internal static class ClusterBootstrap
{
    /// <summary>The interval; <see langword="null"/> with fewer than two clusters, or where every draw gives the same.</summary>
    public static Interval? Of(IReadOnlyList<ClusterTotal> clusters, IntervalMethod method, AnalysisOptions options)
    {
        if (clusters.Count < 2) return null;
        double[] means = Draw(clusters, options.BootstrapReplicates, options.Seed);
        Array.Sort(means);
        if (means[^1] - means[0] < 1e-12) return null;
        double tail = (1 - options.Confidence) / 2;
        return method is IntervalMethod.ClusterBootstrapBca
            ? new Interval(Quantile(means, Adjusted(tail, clusters, means)), Quantile(means, Adjusted(1 - tail, clusters, means)))
            : new Interval(Quantile(means, tail), Quantile(means, 1 - tail));
    }

    /// <summary>
    /// Acceleration from the jackknife over clusters: Σd³ / 6(Σd²)^1.5, where d is the mean of the leave-one-out means minus each (Efron 1987).
    /// </summary>
    public static double Acceleration(IReadOnlyList<ClusterTotal> clusters)
    {
        double count = clusters.Sum(static cluster => cluster.Count), sum = clusters.Sum(static cluster => cluster.Sum);
        double[] without = [.. clusters.Where(cluster => cluster.Count < count).Select(cluster => (sum - cluster.Sum) / (count - cluster.Count))];
        if (without.Length == 0) return 0;
        double mean = without.Average(), squares = 0, cubes = 0;
        foreach (double value in without)
        {
            double d = mean - value;
            squares += d * d;
            cubes += d * d * d;
        }

        return squares <= 0 ? 0 : cubes / (6 * Math.Pow(squares, 1.5));
    }

    /// <summary>The percentile that stands in for another once bias and acceleration are known.</summary>
    public static double AdjustedPercentile(double percentile, double shareBelow, double acceleration)
    {
        double bias = Normal.InvCDF(0, 1, shareBelow);
        double z = bias + Normal.InvCDF(0, 1, percentile);
        return Normal.CDF(0, 1, bias + (z / (1 - (acceleration * z))));
    }

    private static double Adjusted(double percentile, IReadOnlyList<ClusterTotal> clusters, double[] sorted)
    {
        double estimate = clusters.Sum(static cluster => cluster.Sum) / clusters.Sum(static cluster => cluster.Count);
        // Draws equal to the estimate count half; the share stays off 0 and 1, where no quantile is.
        double below = (sorted.Count(mean => mean < estimate - 1e-12) + sorted.Count(mean => mean < estimate + 1e-12)) / 2.0 / sorted.Length;
        double inside = 0.5 / sorted.Length;
        return AdjustedPercentile(percentile, Math.Clamp(below, inside, 1 - inside), Acceleration(clusters));
    }

    private static double Quantile(double[] sorted, double percentile)
    {
        double place = Math.Clamp(percentile, 0, 1) * (sorted.Length - 1);
        int lower = (int)place;
        return lower + 1 < sorted.Length ? sorted[lower] + ((place - lower) * (sorted[lower + 1] - sorted[lower])) : sorted[lower];
    }

    private static double[] Draw(IReadOnlyList<ClusterTotal> clusters, int replicates, int seed)
    {
        double[] counts = [.. clusters.Select(static cluster => cluster.Count)], sums = [.. clusters.Select(static cluster => cluster.Sum)];
        var draws = new SeededDraws(seed);
        var means = new double[replicates];
        for (int i = 0; i < replicates; i++)
        {
            double count = 0, sum = 0;
            for (int j = 0; j < counts.Length; j++)
            {
                int drawn = draws.Below(counts.Length);
                count += counts[drawn];
                sum += sums[drawn];
            }

            means[i] = sum / count;
        }

        return means;
    }
}
