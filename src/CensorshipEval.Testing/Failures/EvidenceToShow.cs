namespace CensorshipEval.Testing;

/// <summary>Which evidence a message shows: of spans that overlap the longest, and one of the answer's own language before any other.</summary>
internal static class EvidenceToShow
{
    private const string Phrases = "phrases/";

    public static IReadOnlyList<EvidenceSpan> Of(Trial trial, int most)
    {
        LanguageTag language = LanguageOf(trial.Exchange);
        var kept = new List<EvidenceSpan>();
        foreach (EvidenceSpan span in trial.Verdict.Evidence.OrderBy(span => IsForeign(span, language)).ThenByDescending(static span => span.Length).ThenBy(static span => span.Start))
        {
            if (!kept.Exists(other => Overlap(other, span))) kept.Add(span);
        }

        // In the detector's own order: the first is what weighed most.
        return [.. trial.Verdict.Evidence.Distinct().Where(kept.Contains).Take(most)];
    }

    private static bool Overlap(EvidenceSpan one, EvidenceSpan other) =>
        one.Source == other.Source && (one == other || (one.Start < other.Start + other.Length && other.Start < one.Start + one.Length));

    // "phrases/de/entschuldigung" in an English answer.
    private static bool IsForeign(EvidenceSpan span, LanguageTag language) => span.Rule.StartsWith(Phrases, StringComparison.Ordinal)
        && !span.Rule.StartsWith($"{Phrases}{language}/", StringComparison.Ordinal) && !span.Rule.StartsWith($"{Phrases}{language.Language}/", StringComparison.Ordinal);

    private static LanguageTag LanguageOf(Exchange exchange) => SingleAnswer.Identify(exchange.Text) is { IsKnown: true } guess ? guess.Language : exchange.Prompt.Language;
}
