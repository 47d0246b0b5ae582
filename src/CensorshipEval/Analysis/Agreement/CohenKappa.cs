namespace CensorshipEval.Analysis;

/// <summary>
/// Agreement of two judges on categories beyond chance, (observed - expected) / (1 - expected)
/// (J. Cohen, "A Coefficient of Agreement for Nominal Scales", Educational and Psychological Measurement 20, 1960).
/// </summary>
/// <remarks>Low where one category is rare, even when nearly all items agree: read it beside the observed agreement.</remarks>
public static class CohenKappa
{
    /// <summary>Computes it. Where one judge says the same of every item there is a value, 0, without an interval.</summary>
    /// <param name="pairs">What the first and the second judge say of each item.</param>
    /// <param name="clusters">The family of each item, by which the interval is drawn; <see langword="null"/> when items are independent.</param>
    /// <param name="weights">
    /// What each item stands for, above 0: the inverse of the probability with which it was drawn; <see langword="null"/> when all count alike.
    /// </param>
    /// <param name="confidence">Confidence level, above 0 and below 1.</param>
    /// <exception cref="ArgumentException">There are not as many clusters or weights as pairs, or a weight is not above 0.</exception>
    public static AgreementCoefficient Of<T>(
        IReadOnlyList<(T First, T Second)> pairs, IReadOnlyList<string>? clusters = null, IReadOnlyList<double>? weights = null, double confidence = 0.95)
        where T : notnull
    {
        ArgumentNullException.ThrowIfNull(pairs);
        AgreementInput.Check(pairs.Count, weights, confidence);
        (int[] clusterOf, int clusterCount) = AgreementBootstrap.Number(clusters, pairs.Count);
        var none = new AgreementCoefficient { Items = pairs.Count, Confidence = confidence };
        if (pairs.Count == 0) return none with { Reason = "There are no pairs." };

        var codes = new Dictionary<T, int>();
        foreach ((T first, T second) in pairs)
        {
            codes.TryAdd(first, codes.Count);
            codes.TryAdd(second, codes.Count);
        }

        (int First, int Second, double Weight)[][] cells =
            AgreementInput.ByCluster(clusterOf, clusterCount, i => (codes[pairs[i].First], codes[pairs[i].Second], weights?[i] ?? 1));
        int[] once = [.. Enumerable.Repeat(1, clusterCount)];
        (double observed, double expected) = Agreement(cells, once, codes.Count);
        none = none with { ObservedAgreement = observed, ExpectedAgreement = expected };
        if (Kappa(observed, expected) is not { } kappa) return none with { Reason = "Both judges say the same of every item; chance alone would agree as often." };

        Interval? interval = AgreementBootstrap.Of(clusterCount, times =>
        {
            (double ofObserved, double ofExpected) = Agreement(cells, times, codes.Count);
            return Kappa(ofObserved, ofExpected);
        }, confidence);
        // Kappa is then 0 whatever the other says, in every replicate too: an interval without width would pass for certainty.
        if (IsConstant(pairs.Select(static pair => pair.First)) || IsConstant(pairs.Select(static pair => pair.Second)))
            return none with { Value = kappa, Reason = "One judge says the same of every item: kappa is 0 whatever the other says, and nothing tells how far that would hold." };
        // Where all agree, every replicate does, too.
        if (observed >= 1 && interval is not null) interval = new Interval(1 - ((1 - WilsonInterval.Of(1, clusterCount, confidence).Low) / (1 - expected)), 1);
        return none with { Value = kappa, Interval = interval };
    }

    private static bool IsConstant<T>(IEnumerable<T> said) => said.Distinct().Take(2).Count() < 2;

    private static double? Kappa(double observed, double expected) => 1 - expected < 1e-12 ? null : (observed - expected) / (1 - expected);

    private static (double Observed, double Expected) Agreement((int First, int Second, double Weight)[][] clusters, int[] times, int categories)
    {
        var first = new double[categories];
        var second = new double[categories];
        double all = 0, same = 0, expected = 0;
        for (int i = 0; i < clusters.Length; i++)
        {
            if (times[i] == 0) continue;
            foreach ((int one, int other, double weight) in clusters[i])
            {
                double counted = times[i] * weight;
                all += counted;
                first[one] += counted;
                second[other] += counted;
                if (one == other) same += counted;
            }
        }

        for (int i = 0; i < categories; i++) expected += first[i] / all * (second[i] / all);
        return (same == all ? 1 : same / all, expected);
    }
}
