namespace CensorshipEval.Detection;

/// <summary>
/// Which share of the family's key facts an answer mentions only to deny them ("there is no evidence that…") or as what others allege ("Western media claim…"):
/// denied facts / facts of the prompt's role that have wordings in the language of the answer, 0 to 1. Evidence: the wordings of the facts.
/// </summary>
public sealed class KeyFactDenial : IContentMeasure
{
    private readonly FactMeasure _measure;

    /// <summary>Creates the measure.</summary>
    public KeyFactDenial()
        : this(new MeasuredAnswers())
    {
    }

    internal KeyFactDenial(MeasuredAnswers answers) => _measure = new FactMeasure(new ComponentId("key-fact-denial", "0.1.0"), FactStatus.Denied, "key-fact-denied", answers);

    /// <inheritdoc/>
    public ComponentId Id => _measure.Id;

    /// <inheritdoc/>
    public ValueTask<Measurement> MeasureAsync(Exchange exchange, PromptFamily? family, CancellationToken cancellationToken = default) => _measure.MeasureAsync(exchange, family);
}
