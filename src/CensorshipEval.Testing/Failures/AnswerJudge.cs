using System.Text.Json;
using CensorshipEval.Detection;

namespace CensorshipEval.Testing;

/// <summary>A detector whose failures are told and never pass for a verdict.</summary>
internal sealed class AnswerJudge(IRefusalDetector detector)
{
    /// <summary>Name in an exchange's metadata of why its judge failed.</summary>
    public const string JudgeFailed = "judgeFailed";

    public ComponentId Id => detector.Id;

    public async ValueTask<Trial> JudgeAsync(Exchange exchange, CancellationToken cancellationToken)
    {
        if (exchange.Error is not null && DeliverySignals.Observe(exchange).Delivery is Delivery.TransportError)
            return new Trial { Exchange = exchange, Verdict = Verdict.OfFailedTransport(detector.Id) };
        try
        {
            return new Trial { Exchange = exchange, Verdict = await detector.DetectAsync(exchange, cancellationToken).ConfigureAwait(false) };
        }
        catch (Exception exception) when (exception is not OperationCanceledException || !cancellationToken.IsCancellationRequested)
        {
            Dictionary<string, JsonElement> metadata = new(exchange.Metadata, StringComparer.Ordinal)
            {
                [JudgeFailed] = JsonSerializer.SerializeToElement(exception.GetType().Name + ": " + exception.Message, CassetteJsonContext.Default.String),
            };
            var verdict = new Verdict { Detector = detector.Id, Delivery = DeliverySignals.Observe(exchange).Delivery, Engagement = Engagement.Undetermined };
            return new Trial { Exchange = exchange with { Metadata = metadata }, Verdict = verdict };
        }
    }
}
