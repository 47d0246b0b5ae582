namespace CensorshipEval.Analysis;

/// <summary>A weighted share with its interval.</summary>
public sealed record ShareEstimate
{
    /// <summary>Items that it is a share of.</summary>
    public required int Items { get; init; }

    /// <summary>Their families.</summary>
    public required int Clusters { get; init; }

    /// <summary>The share, 0 to 1; <see langword="null"/> without items.</summary>
    public double? Value { get; init; }

    /// <summary>
    /// Its interval; <see langword="null"/> without items. Wilson with the effective size from the variance between families (linearised ratio; W. G. Cochran,
    /// "Sampling Techniques", 1977, chapter 6) and Student's t; where families hardly differ, at least as wide as the effective number of families makes it.
    /// </summary>
    public Interval? Interval { get; init; }

    internal static ShareEstimate Of(IReadOnlyList<JudgedItem> items, Func<JudgedItem, bool> counts, double confidence)
    {
        List<(double Weight, double Counted)> clusters =
        [
            .. items.GroupBy(static item => item.Cluster, StringComparer.Ordinal)
                .Select(cluster => (cluster.Sum(static item => item.Weight), cluster.Where(counts).Sum(static item => item.Weight))),
        ];
        var none = new ShareEstimate { Items = items.Count, Clusters = clusters.Count };
        if (items.Count == 0) return none;

        double weight = clusters.Sum(static cluster => cluster.Weight), squares = clusters.Sum(static cluster => cluster.Weight * cluster.Weight);
        double share = Math.Clamp(clusters.Sum(static cluster => cluster.Counted) / weight, 0, 1);
        double residuals = clusters.Sum(cluster => Math.Pow(cluster.Counted - (share * cluster.Weight), 2));
        double variance = clusters.Count < 2 ? 0 : clusters.Count / (clusters.Count - 1.0) * residuals / (weight * weight);
        double effective = weight * weight / squares;
        Interval interval = ScoreInterval.OfClusters(share, variance, effective, ScoreInterval.Quantile(confidence, Math.Max(1, clusters.Count - 1)));
        if (Math.Min(share, 1 - share) * effective < ScoreInterval.FewFamilies)
            interval = interval.Hull(ScoreInterval.Of(share, effective, ScoreInterval.Quantile(confidence, double.PositiveInfinity)));
        return none with { Value = share, Interval = interval };
    }
}
