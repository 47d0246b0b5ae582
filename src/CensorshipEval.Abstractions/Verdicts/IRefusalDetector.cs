namespace CensorshipEval;

/// <summary>Judges exchanges. Implementations are thread-safe and give the same verdict for the same exchange.</summary>
public interface IRefusalDetector
{
    /// <summary>Name and version, stored with every verdict.</summary>
    ComponentId Id { get; }

    /// <summary>Judges one exchange. Never throws because of what a text contains.</summary>
    ValueTask<Verdict> DetectAsync(Exchange exchange, CancellationToken cancellationToken = default);
}
