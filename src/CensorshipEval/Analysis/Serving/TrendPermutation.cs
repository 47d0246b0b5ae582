namespace CensorshipEval.Analysis;

/// <summary>
/// Tests whether values change with their order, by permuting them within their prompt: prompts differ from each other as they like, and what is asked is
/// only whether the order within each matters. The statistic is the sum over all values of (place - 1/2) times value, the place running from 0 for the
/// first repeat of a prompt to 1 for its last; two-sided. The p-value counts the order that was observed as one of the permutations
/// (B. Phipson and G. K. Smyth, "Permutation P-values Should Never Be Zero", Statistical Applications in Genetics and Molecular Biology 9, 2010); where
/// 200 were at least as extreme before all were drawn, it is their share so far (J. Besag and P. Clifford, "Sequential Monte Carlo p-values",
/// Biometrika 78, 1991).
/// </summary>
internal static class TrendPermutation
{
    private const int Permutations = 9_999;
    private const int PermutationsOfMany = 1_999;
    private const int ManyValues = 2_000;
    private const int Enough = 200;
    private const ulong Seed = 0xD21F;

    /// <param name="series">The values of each prompt in their order.</param>
    public static double PValue(IReadOnlyList<double[]> series)
    {
        double observed = Math.Abs(Statistic(series));
        // Sums that are equal but for rounding are equal.
        double threshold = observed - (1e-9 * Math.Max(1, series.Sum(static values => values.Sum(Math.Abs))));
        double[][] shuffled = [.. series.Select(static values => (double[])values.Clone())];
        int permutations = series.Sum(static values => values.Length) > ManyValues ? PermutationsOfMany : Permutations;
        var draws = new SeededDraws(Seed);
        int asExtreme = 0;
        for (int permutation = 1; permutation <= permutations; permutation++)
        {
            foreach (double[] values in shuffled)
            {
                for (int i = values.Length - 1; i > 0; i--)
                {
                    int j = draws.Below(i + 1);
                    (values[i], values[j]) = (values[j], values[i]);
                }
            }

            if (Math.Abs(Statistic(shuffled)) >= threshold && ++asExtreme == Enough) return (double)Enough / permutation;
        }

        return (asExtreme + 1.0) / (permutations + 1);
    }

    private static double Statistic(IReadOnlyList<double[]> series)
    {
        double sum = 0;
        foreach (double[] values in series)
        {
            for (int i = 0; i < values.Length; i++) sum += (((double)i / (values.Length - 1)) - 0.5) * values[i];
        }

        return sum;
    }
}
