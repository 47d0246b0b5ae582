namespace CensorshipEval.Reporting;

/// <summary>Tells how far a judging got.</summary>
internal sealed class CountingDetector(IRefusalDetector inner, IProgress<EvidenceProgress>? progress, long total) : IRefusalDetector
{
    private const int Every = 250;

    private long _done;

    public ComponentId Id => inner.Id;

    public async ValueTask<Verdict> DetectAsync(Exchange exchange, CancellationToken cancellationToken = default)
    {
        Verdict verdict = await inner.DetectAsync(exchange, cancellationToken).ConfigureAwait(false);
        long done = Interlocked.Increment(ref _done);
        if (done % Every == 0 || done == total) progress?.Report(new EvidenceProgress(EvidenceStep.Judging, done, total));
        return verdict;
    }
}
