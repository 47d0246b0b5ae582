namespace CensorshipEval.Reporting;

/// <summary>
/// Compares what is said of a run with what was said of it. All three streams are in the order in which the exchanges are stored, so that none need be held; trials that
/// failed in transport have no exchange and come last.
/// </summary>
internal sealed class JudgementComparison(int mostExamples, IProgress<EvidenceProgress>? progress)
{
    private const int Every = 500;

    private readonly List<VerdictDifference> _verdicts = [];
    private readonly List<MeasurementDifference> _measurements = [];

    public long Trials { get; private set; }

    public long Measurements { get; private set; }

    public long VerdictsDiffering { get; private set; }

    public long MeasurementsDiffering { get; private set; }

    public IReadOnlyList<VerdictDifference> Verdicts => _verdicts;

    public IReadOnlyList<MeasurementDifference> OfMeasures => _measurements;

    public async Task CompareAsync(
        IAsyncEnumerable<Exchange> exchanges, IAsyncEnumerable<BundledJudgement> before, IAsyncEnumerable<Trial> after, long total, CancellationToken cancellationToken)
    {
        IAsyncEnumerator<BundledJudgement> old = before.GetAsyncEnumerator(cancellationToken);
        await using var closesOld = old.ConfigureAwait(false);
        IAsyncEnumerator<Trial> now = after.GetAsyncEnumerator(cancellationToken);
        await using var closesNow = now.ConfigureAwait(false);
        bool hasOld = await old.MoveNextAsync().ConfigureAwait(false);
        bool hasNow = await now.MoveNextAsync().ConfigureAwait(false);
        await foreach (Exchange exchange in exchanges.WithCancellation(cancellationToken).ConfigureAwait(false))
        {
            bool isOld = hasOld && old.Current.Key == exchange.Key;
            bool isNow = hasNow && now.Current.Key == exchange.Key;
            if (!isOld && !isNow) continue;
            Compare(exchange.Key, isOld ? old.Current : null, isNow ? now.Current : null);
            if (isOld) hasOld = await old.MoveNextAsync().ConfigureAwait(false);
            if (isNow) hasNow = await now.MoveNextAsync().ConfigureAwait(false);
            if (Trials % Every == 0) progress?.Report(new EvidenceProgress(EvidenceStep.Comparing, Trials, total));
        }

        while (hasOld || hasNow)
        {
            bool isSame = hasOld && hasNow && old.Current.Key == now.Current.Key;
            if (hasOld) Compare(old.Current.Key, old.Current, isSame ? now.Current : null);
            if (hasNow && !isSame) Compare(now.Current.Key, null, now.Current);
            hasOld = hasOld && await old.MoveNextAsync().ConfigureAwait(false);
            hasNow = hasNow && await now.MoveNextAsync().ConfigureAwait(false);
        }

        progress?.Report(new EvidenceProgress(EvidenceStep.Comparing, Trials, total));
    }

    private void Compare(TrialKey key, BundledJudgement? before, Trial? after)
    {
        Trials++;
        if (before is null || after is null || !SameJudgement.Of(before.Verdict, after.Verdict))
        {
            VerdictsDiffering++;
            if (_verdicts.Count < mostExamples) _verdicts.Add(new VerdictDifference(key, before?.Verdict, after?.Verdict));
        }

        // By name: what a new version says is what is to be compared.
        IReadOnlyList<Measurement> old = before?.Measurements ?? [];
        IReadOnlyList<Measurement> now = after?.Measurements ?? [];
        foreach (string name in old.Concat(now).Select(static measurement => measurement.Measure.Name).Distinct(StringComparer.Ordinal))
        {
            Measurements++;
            Measurement? one = old.FirstOrDefault(measurement => measurement.Measure.Name == name);
            Measurement? other = now.FirstOrDefault(measurement => measurement.Measure.Name == name);
            if (one is not null && other is not null && SameJudgement.Of(one, other)) continue;
            MeasurementsDiffering++;
            if (_measurements.Count < mostExamples) _measurements.Add(new MeasurementDifference(key, name, one, other));
        }
    }
}
