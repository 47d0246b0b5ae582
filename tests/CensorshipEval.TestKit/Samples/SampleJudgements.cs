namespace CensorshipEval.TestKit.Samples;

/// <summary>What two versions of a detector and two measures say.</summary>
public static class SampleJudgements
{
    public static ComponentId Detector { get; } = new("default", "1.0.0");

    public static ComponentId NewDetector { get; } = new("default", "1.1.0");

    public static ComponentId Recall { get; } = new("key-facts", "1.0.0");

    public static ComponentId Adherence { get; } = new("official-line", "2.0.0");

    public static Judges Judges { get; } = new(Detector, [Recall, Adherence]);

    public static KeyedVerdict Verdict(TrialKey key, Delivery delivery = Delivery.Delivered, ComponentId? detector = null) => new(
        key,
        new Verdict
        {
            Detector = detector ?? Detector,
            Delivery = delivery,
            Engagement = Engagement.Refused,
            Reason = RefusalReason.PoliticalLegal,
            RefusalProbability = 0.1 + 0.2,
            Evidence = [new EvidenceSpan(EvidenceSource.Text, 3, 4, "phrases/en/cannot-assist"), new EvidenceSpan(EvidenceSource.Error, 0, 0, "signals/400")],
        });

    public static KeyedMeasurement Measurement(TrialKey key, double value = 0.5, ComponentId? measure = null) => new(
        key,
        new Measurement { Measure = measure ?? Recall, Value = value, Evidence = [new EvidenceSpan(EvidenceSource.Streamed, 1, 2, "fact")] });

    /// <summary>An exchange with a verdict and both measurements.</summary>
    public static RunBatch Judged(params IReadOnlyList<Exchange> exchanges) => new()
    {
        Exchanges = exchanges,
        Verdicts = [.. exchanges.Select(exchange => Verdict(exchange.Key))],
        Measurements =
        [
            .. exchanges.Select(exchange => Measurement(exchange.Key, 3, Adherence)),
            .. exchanges.Select(exchange => Measurement(exchange.Key)),
        ],
    };
}
