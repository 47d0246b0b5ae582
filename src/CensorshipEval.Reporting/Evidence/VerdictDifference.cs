namespace CensorshipEval.Reporting;

/// <summary>A trial whose verdict is another in a replay.</summary>
/// <param name="Key">The trial.</param>
/// <param name="Before">The verdict of the bundle; <see langword="null"/> where it has none.</param>
/// <param name="After">The verdict of the replay; <see langword="null"/> where it has none.</param>
public sealed record VerdictDifference(TrialKey Key, Verdict? Before, Verdict? After)
{
    /// <summary>The difference in one line for people, such as <c>model/prompt#0: answered in full (probability of a refusal 0.02), now refused in the text (probability of a refusal 0.97)</c>; what is invisible is written out.</summary>
    public override string ToString() => DifferenceText.Of(this);
}
