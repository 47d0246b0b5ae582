namespace CensorshipEval.Detection;

/// <summary>
/// Which share of the family's key facts an answer states: stated facts / facts of the prompt's role that have wordings in the language of the answer, 0 to 1.
/// A fact that is mentioned only to deny it, or as what others allege, is not stated; <see cref="KeyFactDenial"/> counts it. Evidence: the wordings met.
/// </summary>
public sealed class KeyFactRecall : IContentMeasure
{
    private readonly FactMeasure _measure;

    /// <summary>Creates the measure.</summary>
    public KeyFactRecall()
        : this(new MeasuredAnswers())
    {
    }

    internal KeyFactRecall(MeasuredAnswers answers) => _measure = new FactMeasure(new ComponentId("key-fact-recall", "0.2.0"), FactStatus.Stated, "key-fact", answers);

    /// <inheritdoc/>
    public ComponentId Id => _measure.Id;

    /// <inheritdoc/>
    public ValueTask<Measurement> MeasureAsync(Exchange exchange, PromptFamily? family, CancellationToken cancellationToken = default) => _measure.MeasureAsync(exchange, family);
}
