namespace CensorshipEval.Detection;

/// <summary>Tells sentences that report what somebody else says: by a fixed wording, or by somebody and, not far behind, a verb of saying.</summary>
internal sealed class Reporting(IReadOnlyList<string> wordings, IReadOnlyList<string> actors, IReadOnlyList<string> saying, LanguageTag language)
{
    /// <summary>Letters between somebody and what they do: half a dozen words.</summary>
    private readonly int _reach = WordingMatcher.SeparatesWords(language) ? 60 : 25;

    private readonly bool _isVerbLast = language.Language is "ja" or "ko" or "tr" or "hi" or "fa";

    private readonly FoldedWordings _wordings = new([wordings], language);

    private readonly FoldedWordings _actors = new([actors], language);

    private readonly FoldedWordings _saying = new([saying], language);

    /// <summary>Whether a sentence reports.</summary>
    public bool IsIn(MeasuredText text, MeasuredSentence sentence)
    {
        if (sentence.Holds(_wordings)) return true;
        // Languages that put the verb last have the words between the two, others the verb next to the one who says it.
        return sentence.Holds(_actors, 0, out (int Start, int Length) actor) && sentence.Holds(_saying, 0, out (int Start, int Length) verb)
            && ((_isVerbLast && IsLast(text, verb)) || Math.Abs(verb.Start - actor.Start) <= _reach);
    }

    private bool IsLast(MeasuredText text, (int Start, int Length) verb) => text.SentenceOf(verb).End - (verb.Start + verb.Length) <= _reach / 4;
}
