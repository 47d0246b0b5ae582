namespace CensorshipEval.Reporting;

/// <summary>A value of the summary that is another in a replay.</summary>
/// <param name="Path">Where it stands, such as <c>analysis.indices[3].index.difference.value</c>.</param>
/// <param name="Before">The value of the bundle as JSON, cut where it is long; <see langword="null"/> where there is none.</param>
/// <param name="After">The value of the replay; <see langword="null"/> where there is none.</param>
public sealed record SummaryDifference(string Path, string? Before, string? After)
{
    /// <summary>The difference in one line for people, such as <c>totals.hardRate: 0.25, now 0.5</c>; what is invisible is written out.</summary>
    public override string ToString() => DifferenceText.Of(this);
}
