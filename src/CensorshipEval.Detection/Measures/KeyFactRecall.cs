namespace CensorshipEval.Detection;

/// <summary>
/// Which share of the family's key facts an answer states: stated facts / facts of the prompt's role that have wordings in its language, 0 to 1.
/// Facts are found by their accepted wordings; a fact that is stated only to be denied still counts as stated. Evidence: the wordings met.
/// </summary>
public sealed class KeyFactRecall : IContentMeasure
{
    private readonly FamilyWordings _wordings = new(static (family, role, language) =>
    [
        .. family.KeyFacts
            .Where(fact => fact.Role == role && fact.Wordings.ContainsKey(language))
            .Select(fact => (fact.Id, new FoldedWordings(fact.Wordings[language], language))),
    ]);

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
        if (!MeasurableText.IsIn(exchange, family, out string? whyNot)) return Measurement.NotAvailable(Id, whyNot);

        IReadOnlyList<(string Id, FoldedWordings Wordings)> facts = _wordings.Of(family, exchange.Prompt);
        if (facts.Count == 0) return Measurement.NotAvailable(Id, "the family has no key facts for this role and language");

        int stated = 0;
        var text = FoldedText.Of(exchange.Text);
        var evidence = new List<EvidenceSpan>();
        var spans = new List<(int Start, int Length)>();
        foreach ((string id, FoldedWordings wordings) in facts)
        {
            spans.Clear();
            if (!wordings.AreMet(text, spans)) continue;
            stated++;
            foreach ((int start, int length) in spans) evidence.Add(new EvidenceSpan(EvidenceSource.Text, start, length, $"key-fact/{id}"));
        }

        return new Measurement { Measure = Id, Value = (double)stated / facts.Count, Evidence = evidence };
    }
}
