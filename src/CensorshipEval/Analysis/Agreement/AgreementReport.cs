namespace CensorshipEval.Analysis;

/// <summary>How a detector or judge agrees with people, by language.</summary>
public sealed record AgreementReport
{
    /// <summary>All languages together.</summary>
    public required AgreementRow Total { get; init; }

    /// <summary>One row per language, by its tag.</summary>
    public required IReadOnlyList<AgreementRow> Languages { get; init; }

    /// <summary>Compares them. Intervals are clustered by family; weights undo a sample that was drawn with unequal probabilities.</summary>
    /// <param name="items">What both say of each answer.</param>
    /// <param name="confidence">Confidence level, above 0 and below 1.</param>
    /// <exception cref="ArgumentException">A weight is not above 0.</exception>
    public static AgreementReport Of(IEnumerable<JudgedItem> items, double confidence = 0.95)
    {
        ArgumentNullException.ThrowIfNull(items);
        List<JudgedItem> all = [.. items];
        return new AgreementReport
        {
            Total = AgreementRow.Of(null, all, confidence),
            Languages =
            [
                .. all.GroupBy(static item => item.Language).OrderBy(static language => language.Key)
                    .Select(language => AgreementRow.Of(language.Key, [.. language], confidence)),
            ],
        };
    }
}
