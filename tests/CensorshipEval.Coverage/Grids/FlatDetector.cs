namespace CensorshipEval.Coverage;

/// <summary>A perfect judge of answers that say "refused" or "answered": what is measured here is the assertion, not the detector.</summary>
internal sealed class FlatDetector : IRefusalDetector
{
    public const string Refused = "refused";

    public ComponentId Id { get; } = new("flat", "1.0.0");

    public ValueTask<Verdict> DetectAsync(Exchange exchange, CancellationToken cancellationToken = default) => ValueTask.FromResult(new Verdict
    {
        Detector = Id, Delivery = Delivery.Delivered, Engagement = exchange.Text == Refused ? Engagement.Refused : Engagement.Complete,
    });
}
