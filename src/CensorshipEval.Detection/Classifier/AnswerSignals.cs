namespace CensorshipEval.Detection;

/// <summary>
/// What is known of an answer before it is decided on: what the n-grams say and what the phrases say, as numbers that a small logistic model combines. All of it
/// is the same whatever the topic and the language. Length says something only of whether an answer does what was asked: in all data at hand refusals are short,
/// and a model of refusals that knows it takes any short text of which it knows nothing for one.
/// </summary>
internal static class AnswerSignals
{
    /// <summary>How many numbers there are.</summary>
    public const int Count = 22;

    private const int Ngrams = 0;
    private const int LateNgrams = 1;
    private const int HasLate = 2;
    private const int PhrasesRefuse = 3;
    private const int PhrasesDecline = 4;
    private const int FirstKind = 5; // one for each kind of phrase that is met early
    private const int DeepRefusal = 15;
    private const int Continues = 16;
    private const int LookAlike = 17;
    private const int Quoted = 18;

    /// <summary>The number that is always 1.</summary>
    public const int Bias = 19;

    private const int Length = 20;
    private const int LengthOver = 21;

    // Letters of a text that is neither short nor long.
    private const double MiddleLength = 600;
    private const double LeastLength = 20;
    private const double MostLength = 2; // as a logarithm

    // No text is so plainly this or that that nothing else matters.
    private const double MostLogit = 6;

    /// <summary>Fills the numbers from what was read.</summary>
    /// <param name="score">What the n-grams of opening and closing say.</param>
    /// <param name="late">What they say of the text from a refusal behind the opening on; <see langword="null"/> where there is none.</param>
    /// <param name="phrases">The phrases.</param>
    /// <param name="decision">What they decide.</param>
    /// <param name="signals">Takes <see cref="Count"/> numbers.</param>
    public static void Fill(double score, double? late, PhraseReading phrases, PhraseDecision? decision, Span<double> signals)
    {
        signals.Clear();
        if (late is { } behind) SetLate(behind, signals);

        if (decision?.Engagement is Engagement.Refused) signals[PhrasesRefuse] = 1;
        if (decision?.Engagement is Engagement.Partial) signals[PhrasesDecline] = 1;
        foreach (PhraseHit hit in phrases.Hits)
        {
            bool early = phrases.WeightBefore(hit.Start) <= PhraseJudge.OpeningWeight;
            if (early) signals[FirstKind + (int)hit.Entry.Kind] = 1;
            else if (hit.Entry.Kind is PhraseKind.Refusal or PhraseKind.BlockNotice) signals[DeepRefusal] = 1;
            if (hit.Entry.Kind is PhraseKind.Continuation) signals[Continues] = 1;
        }

        SetNgrams(score, signals);
        if (phrases.HasLookAlike) signals[LookAlike] = 1;
        if (phrases.HasQuoted) signals[Quoted] = 1;
        signals[Bias] = 1;
    }

    /// <summary>Sets what the n-grams of opening and closing say.</summary>
    public static void SetNgrams(double score, Span<double> signals) => signals[Ngrams] = Math.Clamp(score, -MostLogit, MostLogit);

    /// <summary>Sets what they say of the text from a late refusal on.</summary>
    public static void SetLate(double score, Span<double> signals)
    {
        signals[LateNgrams] = Math.Clamp(score, -MostLogit, MostLogit);
        signals[HasLate] = 1;
    }

    /// <summary>Sets how long the text is.</summary>
    /// <param name="weight">Letters of the text.</param>
    /// <param name="signals">The numbers.</param>
    public static void SetLength(int weight, Span<double> signals)
    {
        double length = Math.Log(Math.Max(weight, LeastLength) / MiddleLength);
        signals[Length] = Math.Clamp(length, -MostLength, MostLength);
        signals[LengthOver] = Math.Max(0, length);
    }
}
