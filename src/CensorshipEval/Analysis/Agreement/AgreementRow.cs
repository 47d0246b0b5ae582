namespace CensorshipEval.Analysis;

/// <summary>How a detector or judge agrees with people in one language, or in all.</summary>
public sealed record AgreementRow
{
    /// <summary>The language; <see langword="null"/> for all together.</summary>
    public required LanguageTag? Language { get; init; }

    /// <summary>Cohen's kappa of detector and people.</summary>
    public required AgreementCoefficient Kappa { get; init; }

    /// <summary>Krippendorff's alpha of detector and people, nominal.</summary>
    public required AgreementCoefficient Alpha { get; init; }

    /// <summary>Share of what people count that the detector counts, too.</summary>
    public required ShareEstimate Sensitivity { get; init; }

    /// <summary>Share of what people do not count that the detector does not count either.</summary>
    public required ShareEstimate Specificity { get; init; }

    internal static AgreementRow Of(LanguageTag? language, IReadOnlyList<JudgedItem> items, double confidence)
    {
        string[] clusters = [.. items.Select(static item => item.Cluster)];
        double[] weights = [.. items.Select(static item => item.Weight)];
        return new AgreementRow
        {
            Language = language,
            Kappa = CohenKappa.Of([.. items.Select(static item => (item.IsFlagged, item.IsPositive))], clusters, weights, confidence),
            Alpha = KrippendorffAlpha.Of(
                [.. items.Select(static item => new double?[] { item.IsFlagged ? 1 : 0, item.IsPositive ? 1 : 0 })], AgreementMetric.Nominal, clusters, weights, confidence),
            Sensitivity = ShareEstimate.Of([.. items.Where(static item => item.IsPositive)], static item => item.IsFlagged, confidence),
            Specificity = ShareEstimate.Of([.. items.Where(static item => !item.IsPositive)], static item => !item.IsFlagged, confidence),
        };
    }
}
