namespace CensorshipEval.Detection;

/// <summary>Decides how far a text does what was asked. Thread-safe.</summary>
internal sealed class TextJudge(PhraseMatcher matcher)
{
    private PhraseReading? _spare;

    public TextJudgement Judge(string text, LanguageTag promptLanguage)
    {
        PhraseReading phrases = Interlocked.Exchange(ref _spare, null) ?? new PhraseReading(matcher);
        phrases.Read(text);
        TextJudgement judged = Judge(phrases, promptLanguage);
        _spare = phrases;
        return judged;
    }

    private TextJudgement Judge(PhraseReading phrases, LanguageTag promptLanguage)
    {
        if (phrases.Weight == 0) return new TextJudgement(Engagement.Undetermined, RefusalReason.Unstated, [], null);
        if (PhraseJudge.Decide(phrases) is { } decision) return Because(decision, phrases);

        // No phrase met says something only where there are phrases for the language; a long text is an answer in any language.
        bool covered = matcher.Covers(promptLanguage);
        return new TextJudgement(covered || phrases.Weight > PhraseJudge.FullAnswer ? Engagement.Complete : Engagement.Undetermined, RefusalReason.Unstated, [], null);
    }

    private static TextJudgement Because(PhraseDecision decision, PhraseReading phrases)
    {
        var reason = RefusalReason.Unstated;
        var evidence = new List<EvidenceSpan>(decision.Hits);
        for (int i = 0; i < decision.Hits; i++)
        {
            PhraseHit hit = phrases.Hits[i];
            if (reason is RefusalReason.Unstated && hit.Entry.Reason is { } given) reason = given;
            if (hit.Entry.Kind is PhraseKind.Continuation) continue;
            (int start, int length) = phrases.Place(hit);
            var span = new EvidenceSpan(EvidenceSource.Text, start, length, hit.Entry.Rule);
            if (!evidence.Contains(span)) evidence.Add(span);
        }

        return new TextJudgement(decision.Engagement, reason, evidence, null);
    }
}
