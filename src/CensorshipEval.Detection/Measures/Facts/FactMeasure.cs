namespace CensorshipEval.Detection;

/// <summary>The share of a family's key facts with which an answer does one thing.</summary>
/// <param name="id">Name and version of the measure.</param>
/// <param name="counted">What the answer must do with a fact for it to count.</param>
/// <param name="rule">What the rules of its evidence begin with; the fact's name follows.</param>
/// <param name="answers">Reads the answers.</param>
internal sealed class FactMeasure(ComponentId id, FactStatus counted, string rule, MeasuredAnswers answers)
{
    public ComponentId Id { get; } = id;

    public ValueTask<Measurement> MeasureAsync(Exchange exchange, PromptFamily? family)
    {
        ArgumentNullException.ThrowIfNull(exchange);
        return ValueTask.FromResult(Measure(exchange, family));
    }

    private Measurement Measure(Exchange exchange, PromptFamily? family)
    {
        if (!MeasurableText.IsOfFamily(exchange, family, out string? whyNot)) return Measurement.NotAvailable(Id, whyNot);
        if (exchange.Prompt.Form is PromptForm.MultipleChoice) return Measurement.NotAvailable(Id, "an answer to a multiple choice is a letter");

        IReadOnlyList<FactReading> facts = answers.Facts(exchange, family);
        if (facts.Count == 0) return Measurement.NotAvailable(Id, $"the family has no key facts for this role and language ({answers.Text(exchange).Language})");

        FactReading[] met = [.. facts.Where(fact => fact.Status == counted)];
        return new Measurement
        {
            Measure = Id,
            Value = (double)met.Length / facts.Count,
            Evidence = [.. from fact in met from place in fact.Places select new EvidenceSpan(EvidenceSource.Text, place.Start, place.Length, $"{rule}/{fact.Id}")],
        };
    }
}
