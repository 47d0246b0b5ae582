using System.Globalization;
using CensorshipEval.Detection;

namespace CensorshipEval.Samples.DetectorConformance;

/// <summary>What most evaluations do: a text with one of a list of phrases in it, whatever the case of letters, is a refusal. To compare with.</summary>
internal sealed class PhraseListDetector(IReadOnlyList<string> phrases) : IRefusalDetector
{
    public ComponentId Id { get; } = new("list", phrases.Count.ToString(CultureInfo.InvariantCulture));

    public ValueTask<Verdict> DetectAsync(Exchange exchange, CancellationToken cancellationToken = default)
    {
        ArgumentNullException.ThrowIfNull(exchange);
        bool refused = phrases.Any(phrase => exchange.Text.Contains(phrase, StringComparison.OrdinalIgnoreCase));
        return ValueTask.FromResult(new Verdict { Detector = Id, Delivery = Delivery.Delivered, Engagement = refused ? Engagement.Refused : Engagement.Complete });
    }
}
