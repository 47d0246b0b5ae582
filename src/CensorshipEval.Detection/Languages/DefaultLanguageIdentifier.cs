namespace CensorshipEval.Detection;

/// <summary>
/// The default identifier: the script first, which alone decides for Thai, Korean and Japanese; character n-grams among the languages of one script;
/// the characters themselves between simplified and traditional Chinese. Reads about 300 letters, of the opening and the middle of a text.
/// </summary>
/// <remarks>
/// Knows en, de, fr, es, pt, it, nl, pl, fi, tr, vi, id, ru, uk, ar, fa, hi, he, th, ja, ko, zh-Hans and zh-Hant. Chinese in characters that both
/// ways of writing share is called zh-Hans, with confidence 0.5. Safe to use from many threads; all instances share one model of about 500 KB.
/// </remarks>
public sealed class DefaultLanguageIdentifier : ILanguageIdentifier
{
    /// <summary>From this many compatibility letters on (full width, say) a text is folded before it is read.</summary>
    private const int ManyCompatibilityLetters = 4;

    private const int FoldedLength = 2_000;

    /// <summary>Those that it tells apart.</summary>
    internal static readonly IReadOnlyList<LanguageTag> Languages =
        [.. "en de fr es pt it nl pl fi tr vi id ru uk ar fa hi he th ja ko zh-Hans zh-Hant".Split(' ').Select(LanguageTag.Parse)];

    private static readonly LanguageTag Thai = LanguageTag.Parse("th");

    private static readonly Lazy<LanguageModels> Embedded = new(LanguageModels.LoadEmbedded);

    private readonly LanguageModels _models;

    /// <summary>Uses the embedded model, which the first of them loads.</summary>
    public DefaultLanguageIdentifier()
        : this(Embedded.Value)
    {
    }

    internal DefaultLanguageIdentifier(LanguageModels models) => _models = models;

    /// <inheritdoc/>
    public LanguageGuess Identify(ReadOnlySpan<char> text)
    {
        Span<char> buffer = stackalloc char[LetterSample.Capacity];
        LetterSample sample = LetterSample.Of(text, buffer);
        if (sample.CompatibilityLetters >= ManyCompatibilityLetters)
        {
            string opening = text[..Math.Min(text.Length, FoldedLength)].ToString();
            sample = LetterSample.Of(FoldedText.Of(opening).Span, buffer);
        }

        return sample.IsCode ? LanguageGuess.Unknown : Identify(ref sample);
    }

    private LanguageGuess Identify(ref LetterSample sample)
    {
        ScriptCounts counts = sample.Counts;
        int eastAsian = 0;
        int most = 0;
        int all = 0;
        var dominant = WritingSystem.None;
        for (var system = WritingSystem.Latin; system < WritingSystem.Invisible; system++)
        {
            int weight = counts.Of(system) * WritingSystems.Weight(system);
            all += weight;
            bool isEastAsian = system is WritingSystem.Hangul or WritingSystem.Kana or WritingSystem.Han;
            if (isEastAsian) weight = eastAsian += weight;
            if (weight <= most) continue;
            most = weight;
            dominant = isEastAsian ? WritingSystem.Han : system;
        }

        if (all == 0) return LanguageGuess.Unknown;
        if (WritingSystems.HasWords(dominant) && most < all) sample.Keep(dominant);
        LanguageGuess guess = dominant switch
        {
            WritingSystem.Thai => new LanguageGuess(Thai, most / (most + 0.5)),
            WritingSystem.Han => _models.Han.Identify(sample.Letters, counts),
            _ => _models[dominant]?.Identify(sample.Letters) ?? LanguageGuess.Unknown,
        };
        // What is written in other scripts is not in this language.
        double confidence = guess.Confidence * most / all;
        return confidence < 0.5 ? LanguageGuess.Unknown : guess with { Confidence = confidence };
    }
}
