using MathNet.Numerics.Distributions;

namespace CensorshipEval.Analysis;

/// <summary>
/// The mean of observations that come in clusters, each from 0 to 1, and how many independent ones would tell as much.
/// Clusters without observations are left out.
/// </summary>
internal sealed class ClusteredMean
{
    private readonly double _squares;
    private readonly double _squaredCounts;
    private readonly double _squaredResiduals;
    private readonly double _pairs;
    private readonly double _greatestSize;
    private readonly int _informative;

    /// <summary>Computes what the intervals need.</summary>
    /// <param name="clusters">The observations by cluster; at least one observation.</param>
    /// <param name="greatestSize">The effective size is at most this: the number of trials behind the observations.</param>
    public ClusteredMean(IReadOnlyList<ClusterTotal> clusters, double greatestSize)
    {
        Totals = clusters.All(static cluster => cluster.Count > 0) ? clusters : [.. clusters.Where(static cluster => cluster.Count > 0)];
        if (Totals.Count == 0) throw new ArgumentException("There is no observation.", nameof(clusters));
        _greatestSize = greatestSize;
        double sum = 0;
        foreach (ClusterTotal cluster in Totals)
        {
            Count += cluster.Count;
            sum += cluster.Sum;
            _squares += cluster.SumOfSquares;
            _squaredCounts += cluster.Count * cluster.Count;
            _pairs += cluster.Count * (cluster.Count - 1);
        }

        Mean = sum / Count;
        int some = 0, lacking = 0;
        foreach (ClusterTotal cluster in Totals)
        {
            double residual = cluster.Sum - (Mean * cluster.Count);
            _squaredResiduals += residual * residual;
            if (cluster.Sum > 0) some++;
            if (cluster.Sum < cluster.Count) lacking++;
        }

        _informative = Math.Min(some, lacking);
    }

    public IReadOnlyList<ClusterTotal> Totals { get; }

    public double Count { get; }

    public double Mean { get; }

    public int Clusters => Totals.Count;

    /// <summary>How many clusters of equal size would tell as much: (sum of sizes)² / sum of squared sizes (Kish 1965).</summary>
    public double EffectiveClusters => Count * Count / _squaredCounts;

    /// <summary>
    /// Variance of the mean as a ratio of totals over clusters, G/(G-1) · Σ(y - p n)² / (Σ n)² (Cochran, "Sampling Techniques", 1977, section 6.3; the
    /// first-order cluster-robust variance); <see cref="double.NaN"/> with one cluster.
    /// </summary>
    public double Variance => Clusters < 2 ? double.NaN : _squaredResiduals * Clusters / (Clusters - 1) / (Count * Count);

    /// <summary>Whether the design effect can be estimated: two clusters at least that are not at 0, and two that are not at 1.</summary>
    public bool CanEstimateDesign => _informative >= 2 && SpreadWithin > 1e-12;

    /// <summary>Mean correlation of two observations of one cluster, from 0 to 1; <see cref="double.NaN"/> where no cluster has two.</summary>
    public double Correlation
    {
        get
        {
            double squared = Count * SpreadWithin;
            return _pairs <= 0 || squared <= 0 ? double.NaN : Math.Clamp((_squaredResiduals - squared) / _pairs / SpreadWithin, 0, 1);
        }
    }

    // Mean squared distance of an observation from the mean.
    private double SpreadWithin => (_squares / Count) - (Mean * Mean);

    /// <summary>
    /// How many independent trials tell as much. With few clusters the correlation within them is hardly known, so it is taken higher than it seems,
    /// by (1 - r)/√w for w clusters that are neither all at 0 nor all at 1; the size is lowered by the quantile of Student's t as Korn and Graubard do
    /// (Survey Methodology 24, 1998), never below the effective number of clusters, and is at most what the cluster-robust variance allows. Where the
    /// design effect cannot be estimated it is that number of clusters, as if the answers of a family were all one.
    /// </summary>
    public double EffectiveSize(double confidence)
    {
        if (!CanEstimateDesign) return Math.Min(EffectiveClusters, _greatestSize);
        double seen = Correlation;
        double correlation = double.IsNaN(seen) ? 0 : Math.Min(1, seen + ((1 - seen) / Math.Sqrt(_informative)));
        double within = _squaredCounts / Count;
        double spread = Mean * (1 - Mean);
        double size = Math.Min(Count * spread / SpreadWithin / (1 + ((within - 1) * correlation)), _greatestSize);
        if (Variance > 0) size = Math.Min(size, Math.Max(spread / Variance, 1));
        double ratio = Normal.InvCDF(0, 1, (1 + confidence) / 2) / StudentT.InvCDF(0, 1, Math.Max(EffectiveClusters - 1, 1), (1 + confidence) / 2);
        return Math.Max(size * ratio * ratio, Math.Min(EffectiveClusters, size));
    }
}
