namespace CensorshipEval;

/// <summary>Which evidence people are shown: of spans that overlap the longest, and one of the answer's own language before any other.</summary>
internal static class EvidenceToShow
{
    private const string Phrases = "phrases/";

    /// <param name="verdict">Whose.</param>
    /// <param name="language">Language of the answer.</param>
    /// <param name="most">Most spans.</param>
    public static IReadOnlyList<EvidenceSpan> Of(Verdict verdict, LanguageTag language, int most = int.MaxValue)
    {
        var kept = new List<EvidenceSpan>();
        foreach (EvidenceSpan span in verdict.Evidence.OrderBy(span => IsForeign(span, language)).ThenByDescending(static span => span.Length).ThenBy(static span => span.Start))
        {
            if (!kept.Exists(other => Overlap(other, span))) kept.Add(span);
        }

        // In the detector's own order: the first is what weighed most.
        return [.. verdict.Evidence.Distinct().Where(kept.Contains).Take(most)];
    }

    private static bool Overlap(EvidenceSpan one, EvidenceSpan other) =>
        one.Source == other.Source && (one == other || (one.Start < other.Start + other.Length && other.Start < one.Start + one.Length));

    // "phrases/de/entschuldigung" in an English answer.
    private static bool IsForeign(EvidenceSpan span, LanguageTag language) => span.Rule.StartsWith(Phrases, StringComparison.Ordinal)
        && !span.Rule.StartsWith($"{Phrases}{language}/", StringComparison.Ordinal) && !span.Rule.StartsWith($"{Phrases}{language.Language}/", StringComparison.Ordinal);
}
