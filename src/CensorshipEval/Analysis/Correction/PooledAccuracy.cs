namespace CensorshipEval.Analysis;

/// <summary>
/// The sensitivity, or the specificity, of several sources. The mean counts each source once, however large: the run that is corrected is one more source,
/// and how far it lies from the others depends on how these lie among each other; weighted by size, one large file would decide alone.
/// </summary>
/// <param name="Sources">How many sources.</param>
/// <param name="Mean">Their mean.</param>
/// <param name="MeanVariance">Variance of that mean.</param>
/// <param name="NewVariance">Variance of a further source around it: the spread between the sources, and the mean's own.</param>
internal readonly record struct PooledAccuracy(int Sources, double Mean, double MeanVariance, double NewVariance)
{
    public int DegreesOfFreedom => Sources - 1;

    public static PooledAccuracy Of(IReadOnlyList<(int Right, int Labelled)> sources)
    {
        int count = sources.Count;
        double mean = sources.Average(static source => (double)source.Right / source.Labelled);
        // Smoothed, so that sources without a single error do not pass for certain.
        double within = sources.Sum(static source => Binomial((source.Right + 1.0) / (source.Labelled + 2), source.Labelled)) / ((double)count * count);
        double spread = count < 2 ? 0 : sources.Sum(source => Math.Pow(((double)source.Right / source.Labelled) - mean, 2)) / (count - 1);
        return new PooledAccuracy(count, mean, Math.Max(spread / count, within), Math.Max(spread * (1 + (1.0 / count)), within));
    }

    private static double Binomial(double share, int size) => share * (1 - share) / size;
}
