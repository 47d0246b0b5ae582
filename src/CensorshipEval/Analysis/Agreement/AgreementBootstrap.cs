namespace CensorshipEval.Analysis;

/// <summary>
/// The percentile bootstrap over clusters (B. Efron and R. J. Tibshirani, "An Introduction to the Bootstrap", 1993, chapter 13; clusters are drawn whole).
/// The seed is fixed: the same data gives the same interval everywhere.
/// </summary>
internal static class AgreementBootstrap
{
    public const int Replicates = 2_000;
    private const ulong Seed = 0xB007;

    /// <summary>The interval; <see langword="null"/> with fewer than two clusters, or when fewer than half of the replicates have a value.</summary>
    /// <param name="clusters">How many clusters.</param>
    /// <param name="statistic">The statistic when each cluster is counted so many times.</param>
    /// <param name="confidence">Confidence level.</param>
    public static Interval? Of(int clusters, Func<int[], double?> statistic, double confidence)
    {
        if (clusters < 2) return null;
        var draws = new SeededDraws(Seed);
        var values = new List<double>(Replicates);
        var times = new int[clusters];
        for (int replicate = 0; replicate < Replicates; replicate++)
        {
            Array.Clear(times);
            for (int i = 0; i < clusters; i++) times[draws.Below(clusters)]++;
            if (statistic(times) is { } value) values.Add(value);
        }

        if (values.Count < Replicates / 2) return null;
        values.Sort();
        double tail = (1 - confidence) / 2;
        return new Interval(Quantile(values, tail), Quantile(values, 1 - tail));
    }

    /// <summary>The number of each item's cluster, and how many there are; without clusters each item is one.</summary>
    public static (int[] Of, int Count) Number(IReadOnlyList<string>? clusters, int items)
    {
        if (clusters is null) return ([.. Enumerable.Range(0, items)], items);
        if (clusters.Count != items) throw new ArgumentException($"Expected a cluster for each of the {items} items, found {clusters.Count}.", nameof(clusters));
        var numbers = new Dictionary<string, int>(StringComparer.Ordinal);
        var of = new int[items];
        for (int i = 0; i < items; i++)
        {
            if (!numbers.TryGetValue(clusters[i], out int number)) numbers[clusters[i]] = number = numbers.Count;
            of[i] = number;
        }

        return (of, numbers.Count);
    }

    // Linear between the order statistics: type 7 of Hyndman and Fan, "Sample Quantiles in Statistical Packages", The American Statistician 50, 1996.
    private static double Quantile(List<double> sorted, double probability)
    {
        double place = probability * (sorted.Count - 1);
        int below = (int)place;
        return below + 1 >= sorted.Count ? sorted[^1] : sorted[below] + ((place - below) * (sorted[below + 1] - sorted[below]));
    }
}
