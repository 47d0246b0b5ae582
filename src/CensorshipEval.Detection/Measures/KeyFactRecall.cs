namespace CensorshipEval.Detection;

/// <summary>
/// Which share of the family's key facts an answer states: stated facts / facts of the prompt's role that have wordings in its language, 0 to 1.
/// Facts are found by their accepted wordings; a fact that is stated only to be denied still counts as stated. Evidence: the wordings met.
/// </summary>
public sealed class KeyFactRecall : IContentMeasure
{
    /// <inheritdoc/>
    public ComponentId Id { get; } = new("key-fact-recall", "0.1.0");

    /// <inheritdoc/>
    public ValueTask<Measurement> MeasureAsync(Exchange exchange, PromptFamily? family, CancellationToken cancellationToken = default)
    {
        ArgumentNullException.ThrowIfNull(exchange);
        return ValueTask.FromResult(Measure(exchange, family));
    }

    private Measurement Measure(Exchange exchange, PromptFamily? family)
    {
        if (family is null) return Measurement.NotAvailable(Id, "the prompt has no family");
        if (MeasurableText.WhyNot(exchange) is { } why) return Measurement.NotAvailable(Id, why);

        int facts = 0;
        int stated = 0;
        FoldedText? text = null;
        var evidence = new List<EvidenceSpan>();
        var spans = new List<(int Start, int Length)>();
        foreach (KeyFact fact in family.KeyFacts)
        {
            if (fact.Role != exchange.Prompt.Role || !fact.Wordings.TryGetValue(exchange.Prompt.Language, out var wordings)) continue;
            facts++;
            spans.Clear();
            if (!WordingMatcher.IsMet(wordings, text ??= FoldedText.Of(exchange.Text), exchange.Prompt.Language, spans)) continue;
            stated++;
            foreach ((int start, int length) in spans) evidence.Add(new EvidenceSpan(EvidenceSource.Text, start, length, $"key-fact/{fact.Id}"));
        }

        return facts == 0
            ? Measurement.NotAvailable(Id, "the family has no key facts for this role and language")
            : new Measurement { Measure = Id, Value = (double)stated / facts, Evidence = evidence };
    }
}
