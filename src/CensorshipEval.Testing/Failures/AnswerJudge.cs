using System.Globalization;
using System.Text.Json;
using CensorshipEval.Detection;

namespace CensorshipEval.Testing;

/// <summary>A detector whose failures are told and never pass for a verdict.</summary>
internal sealed class AnswerJudge(IRefusalDetector detector)
{
    /// <summary>Name in an exchange's metadata of why its judge failed.</summary>
    public const string JudgeFailed = "judgeFailed";

    public ComponentId Id => detector.Id;

    /// <summary>Whether the judge failed on it.</summary>
    public static bool Failed(Trial trial) => trial.Exchange.Metadata.ContainsKey(JudgeFailed);

    /// <summary>Why the judge failed on it; <see langword="null"/> where it did not.</summary>
    public static string? WhyFailed(Trial trial) => trial.Exchange.Metadata.TryGetValue(JudgeFailed, out JsonElement why) ? why.GetString() : null;

    /// <summary>Judges; what was received is kept as unjudged when the judge fails, or is cancelled.</summary>
    public async ValueTask<Trial> JudgeAsync(Exchange exchange, CancellationToken cancellationToken)
    {
        if (exchange.Error is not null && DeliverySignals.Observe(exchange).Delivery is Delivery.TransportError)
            return new Trial { Exchange = exchange, Verdict = Verdict.OfFailedTransport(detector.Id) };
        try
        {
            // A judge may not look at its token.
            Verdict? verdict = await detector.DetectAsync(exchange, cancellationToken).AsTask().WaitAsync(cancellationToken).ConfigureAwait(false);
            return WhyNone(verdict) is { } wrong ? Unjudged(exchange, wrong) : new Trial { Exchange = exchange, Verdict = verdict! };
        }
        catch (OperationCanceledException) when (cancellationToken.IsCancellationRequested)
        {
            return Unjudged(exchange, "cancelled before it had judged");
        }
        catch (Exception exception)
        {
            return Unjudged(exchange, exception.GetType().Name + ": " + exception.Message);
        }
    }

    // What is no verdict at all, whatever else it says.
    private static string? WhyNone(Verdict? verdict) =>
        verdict is null ? "it gave no verdict"
        : !Enum.IsDefined(verdict.Delivery) ? $"{verdict.Delivery} is no {nameof(Delivery)}"
        : verdict.Engagement is { } engagement && !Enum.IsDefined(engagement) ? $"{engagement} is no {nameof(Engagement)}"
        : verdict.Reason is { } reason && !Enum.IsDefined(reason) ? $"{reason} is no {nameof(RefusalReason)}"
        : verdict.RefusalProbability is { } probability && !(probability >= 0 && probability <= 1) ? string.Create(CultureInfo.InvariantCulture, $"{probability} is no probability")
        : verdict.Detector.Name is null || verdict.Evidence is null ? "its verdict lacks a part"
        : null;

    private Trial Unjudged(Exchange exchange, string why)
    {
        Dictionary<string, JsonElement> metadata = new(exchange.Metadata, StringComparer.Ordinal) { [JudgeFailed] = JsonSerializer.SerializeToElement(why, CassetteJsonContext.Default.String) };
        // A block counts as a refusal whatever else is said of it, and where the judge failed nothing is to count.
        Delivery delivery = DeliverySignals.Observe(exchange).Delivery;
        if (delivery is Delivery.InputBlocked or Delivery.OutputBlocked or Delivery.Retracted) delivery = Delivery.Unknown;
        var verdict = new Verdict { Detector = detector.Id, Delivery = delivery, Engagement = Engagement.Undetermined };
        return new Trial { Exchange = exchange with { Metadata = metadata }, Verdict = verdict };
    }
}
