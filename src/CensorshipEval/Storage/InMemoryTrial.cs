namespace CensorshipEval.Storage;

/// <summary>A stored exchange and all that was ever said of it.</summary>
internal sealed class InMemoryTrial(Exchange exchange)
{
    private readonly Dictionary<ComponentId, Verdict> _verdicts = [];
    private readonly Dictionary<ComponentId, Measurement> _measurements = [];

    public Exchange Exchange { get; } = exchange;

    public void Set(Verdict verdict) => _verdicts[verdict.Detector] = verdict;

    public void Set(Measurement measurement) => _measurements[measurement.Measure] = measurement;

    public StoredTrial Progress(Judges judges)
    {
        Delivery? delivery = _verdicts.GetValueOrDefault(judges.Detector)?.Delivery;
        return new StoredTrial(delivery is not null && judges.Measures.All(_measurements.ContainsKey), delivery);
    }

    public Trial? Judged(Judges judges) => !_verdicts.TryGetValue(judges.Detector, out Verdict? verdict) ? null : new Trial
    {
        Exchange = Exchange,
        Verdict = verdict,
        Measurements = [.. judges.Measures.Distinct().Select(measure => _measurements.GetValueOrDefault(measure)).OfType<Measurement>()],
    };
}
