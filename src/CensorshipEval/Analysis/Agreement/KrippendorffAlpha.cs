namespace CensorshipEval.Analysis;

/// <summary>
/// Agreement of any number of judges, each of whom may have left items out: 1 - observed / expected disagreement
/// (K. Krippendorff, "Content Analysis: An Introduction to Its Methodology", 2004, chapter 11; "Computing Krippendorff's Alpha-Reliability", 2011).
/// </summary>
public static class KrippendorffAlpha
{
    /// <summary>Computes it. Items with fewer than two values are left out.</summary>
    /// <param name="units">The values of each item, one place per judge; <see langword="null"/> where a judge gave none. Names are given as numbers of their own.</param>
    /// <param name="metric">How far two values are apart.</param>
    /// <param name="clusters">The family of each item, by which the interval is drawn; <see langword="null"/> when items are independent.</param>
    /// <param name="weights">
    /// What each item stands for, above 0: the inverse of the probability with which it was drawn; <see langword="null"/> when all count alike. Only their
    /// ratios matter.
    /// </param>
    /// <param name="confidence">Confidence level, above 0 and below 1.</param>
    /// <exception cref="ArgumentException">There are not as many clusters or weights as items, a weight is not above 0, or a value is not a number.</exception>
    public static AgreementCoefficient Of(
        IReadOnlyList<IReadOnlyList<double?>> units, AgreementMetric metric, IReadOnlyList<string>? clusters = null, IReadOnlyList<double>? weights = null,
        double confidence = 0.95)
    {
        ArgumentNullException.ThrowIfNull(units);
        if (!Enum.IsDefined(metric)) throw new ArgumentOutOfRangeException(nameof(metric), metric, "Expected a metric.");
        AgreementInput.Check(units.Count, weights, confidence);
        if (clusters is not null && clusters.Count != units.Count) throw new ArgumentException($"Expected a cluster for each of the {units.Count} items, found {clusters.Count}.", nameof(clusters));
        if (units.Any(static unit => unit.Any(static value => value is { } given && !double.IsFinite(given)))) throw new ArgumentException("Expected numbers, or none.", nameof(units));

        int[] paired = [.. Enumerable.Range(0, units.Count).Where(i => units[i].Count(static value => value is not null) >= 2)];
        (int[] clusterOf, int clusterCount) = AgreementBootstrap.Number(clusters is null ? null : [.. paired.Select(i => clusters[i])], paired.Length);
        var none = new AgreementCoefficient { Items = paired.Length, Confidence = confidence };
        if (paired.Length == 0) return none with { Reason = "No item has two values." };

        double[] values = [.. paired.SelectMany(i => units[i]).OfType<double>().Distinct().Order()];
        double scale = weights is null ? 1 : paired.Length / paired.Sum(i => weights[i]);
        AlphaUnit[][] byCluster = AgreementInput.ByCluster(
            clusterOf, clusterCount, place => AlphaUnit.Of(units[paired[place]], values, (weights?[paired[place]] ?? 1) * scale));
        var computation = new AlphaComputation(metric, values);
        int[] once = [.. Enumerable.Repeat(1, clusterCount)];
        AlphaParts parts = computation.Of(byCluster, once);
        none = none with { ObservedAgreement = 1 - parts.Unequal, ExpectedAgreement = 1 - parts.UnequalByChance };
        if (parts.Alpha is not { } alpha) return none with { Reason = "All values are the same; chance alone would agree as often." };

        Interval? interval = AgreementBootstrap.Of(clusterCount, times => computation.Of(byCluster, times).Alpha, confidence);
        // Where all agree, every replicate does, too. The disagreements that may be unseen are taken for the worst there can be.
        if (parts.Observed == 0 && interval is not null)
            interval = new Interval(1 - ((1 - WilsonInterval.Of(1, clusterCount, confidence).Low) * parts.Greatest / parts.Expected), 1);
        return none with { Value = alpha, Interval = interval };
    }
}
