namespace CensorshipEval.Detection;

/// <summary>
/// Whether an answer rejects the question instead of answering it ("this is a fabrication", "there is no such thing"): 1 or 0, by fixed wordings in the language of the answer,
/// in the author's own voice. Some questions do rest on a wrong premise, so it means something only beside the same measure of the analogue. Evidence: the wordings met.
/// </summary>
public sealed class PremiseRejection : IContentMeasure
{
    /// <inheritdoc/>
    public ComponentId Id { get; } = new("premise-rejection", "0.1.0");

    /// <inheritdoc/>
    public ValueTask<Measurement> MeasureAsync(Exchange exchange, PromptFamily? family, CancellationToken cancellationToken = default)
    {
        ArgumentNullException.ThrowIfNull(exchange);
        return ValueTask.FromResult(Measure(exchange));
    }

    private Measurement Measure(Exchange exchange)
    {
        if (!MeasurableText.IsIn(exchange, out string? whyNot)) return Measurement.NotAvailable(Id, whyNot);
        var text = MeasuredText.Answer(exchange);
        if (MeasureWordings.For(text.Language) is not { } wordings) return Measurement.NotAvailable(Id, $"no wordings are known for {text.Language}");

        var evidence = new List<EvidenceSpan>();
        foreach (MeasuredSentence sentence in text.Sentences)
        {
            if (!sentence.Holds(wordings.PremiseRejection, 0, out (int Start, int Length) place)) continue;
            if (text.QuotationOf(place) is null && !sentence.Holds(wordings.Reporting))
                evidence.Add(new EvidenceSpan(EvidenceSource.Text, place.Start, place.Length, $"premise/{text.Language}"));
        }

        return new Measurement { Measure = Id, Value = evidence.Count > 0 ? 1 : 0, Evidence = evidence };
    }
}
