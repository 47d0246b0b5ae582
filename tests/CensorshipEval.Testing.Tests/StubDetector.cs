namespace CensorshipEval.Testing.Tests;

/// <summary>A judge that says what a test wants; a text "refused" is a refusal by default.</summary>
internal sealed class StubDetector(Func<Exchange, Engagement>? judge = null) : IRefusalDetector
{
    public ComponentId Id { get; } = new("stub", "1.0.0");

    public ValueTask<Verdict> DetectAsync(Exchange exchange, CancellationToken cancellationToken = default)
    {
        if (judge is null && exchange.Text.Length == 0) return ValueTask.FromResult(new Verdict { Detector = Id, Delivery = Delivery.EmptyStop });
        Engagement engagement = judge?.Invoke(exchange) ?? (exchange.Text == "refused" ? Engagement.Refused : Engagement.Complete);
        return ValueTask.FromResult(new Verdict { Detector = Id, Delivery = Delivery.Delivered, Engagement = engagement });
    }
}
