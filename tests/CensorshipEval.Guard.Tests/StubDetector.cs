namespace CensorshipEval.Guard.Tests;

/// <summary>A detector that does what a test says.</summary>
internal sealed class StubDetector(Func<Exchange, CancellationToken, ValueTask<Verdict>> detect) : IRefusalDetector
{
    public ComponentId Id { get; } = new("stub", "1.0.0");

    public ValueTask<Verdict> DetectAsync(Exchange exchange, CancellationToken cancellationToken = default) => detect(exchange, cancellationToken);
}
