namespace CensorshipEval.Detection;

/// <summary>
/// Whether a model that shows its reasoning left it blank, empty or a bare line break: 1 or 0. Not available where no reasoning came at all, which most models never show;
/// whether this model shows it elsewhere is for the analysis of a run.
/// </summary>
public sealed class ReasoningSuppression : IContentMeasure
{
    /// <inheritdoc/>
    public ComponentId Id { get; } = new("reasoning-suppression", "0.1.0");

    /// <inheritdoc/>
    public ValueTask<Measurement> MeasureAsync(Exchange exchange, PromptFamily? family, CancellationToken cancellationToken = default)
    {
        ArgumentNullException.ThrowIfNull(exchange);
        return ValueTask.FromResult(Measure(exchange));
    }

    private Measurement Measure(Exchange exchange)
    {
        if (!MeasurableText.IsIn(exchange, out string? whyNot)) return Measurement.NotAvailable(Id, whyNot);
        if (ExposedReasoning.Of(exchange) is not { } reasoning) return Measurement.NotAvailable(Id, "no reasoning was exposed");
        bool blank = string.IsNullOrWhiteSpace(reasoning.Text);
        return new Measurement { Measure = Id, Value = blank ? 1 : 0, Evidence = blank ? [new EvidenceSpan(reasoning.Source, 0, 0, "reasoning/blank")] : [] };
    }
}
