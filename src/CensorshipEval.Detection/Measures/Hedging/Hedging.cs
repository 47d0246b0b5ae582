namespace CensorshipEval.Detection;

/// <summary>
/// How much an answer leaves open: hedging expressions ("allegedly", "some argue", "a complex and sensitive issue") per 100 words, in the language of the answer. So that languages
/// compare, a word is five letters, and a Han character, a kana or a Korean syllable block counts as three letters. Whoever names a source does not hedge. Not counted is what stands in a quotation.
/// Not available for answers under 20 such words and in languages without wordings. It means something only beside the same measure of the analogue. Evidence: the expressions.
/// </summary>
public sealed class Hedging : IContentMeasure
{
    /// <summary>Letters of a word.</summary>
    private const int Word = 5;

    /// <summary>Of fewer words a single expression would make a high rate.</summary>
    private const int LeastWords = 20;

    /// <summary>A quotation so much longer than the expression in it holds somebody's sentence; a shorter one only sets off a term.</summary>
    private const int QuotedSentence = 12;

    private readonly MeasuredAnswers _answers;

    /// <summary>Creates the measure.</summary>
    public Hedging()
        : this(new MeasuredAnswers())
    {
    }

    internal Hedging(MeasuredAnswers answers) => _answers = answers;

    /// <inheritdoc/>
    public ComponentId Id { get; } = new("hedging", "0.1.0");

    /// <inheritdoc/>
    public ValueTask<Measurement> MeasureAsync(Exchange exchange, PromptFamily? family, CancellationToken cancellationToken = default)
    {
        ArgumentNullException.ThrowIfNull(exchange);
        return ValueTask.FromResult(Measure(exchange));
    }

    /// <summary>The value of a number of expressions in a text.</summary>
    internal static double Rate(int expressions, int letters) => 100.0 * Word * expressions / letters;

    private Measurement Measure(Exchange exchange)
    {
        if (!MeasurableText.IsIn(exchange, out string? whyNot)) return Measurement.NotAvailable(Id, whyNot);
        MeasuredText text = _answers.Text(exchange);
        if (MeasureWordings.For(text.Language) is not { } wordings) return Measurement.NotAvailable(Id, $"no wordings are known for {text.Language}");
        int letters = 0;
        foreach (MeasuredSentence sentence in text.Sentences) letters += TextWeight.Of(text.Between(sentence.Start, sentence.Start + sentence.Length));
        if (letters < LeastWords * Word) return Measurement.NotAvailable(Id, $"the answer is shorter than {LeastWords} words");

        var places = new List<(int Start, int Length)>();
        foreach (MeasuredSentence sentence in text.Sentences) sentence.AddAll(wordings.Hedging, 0, places);
        places.RemoveAll(place => text.QuotationOf(place) is { } quotation && quotation.End - quotation.Start > place.Length + QuotedSentence);
        return new Measurement
        {
            Measure = Id,
            Value = Rate(places.Count, letters),
            Evidence = [.. places.Select(place => new EvidenceSpan(EvidenceSource.Text, place.Start, place.Length, $"hedging/{text.Language}"))],
        };
    }
}
