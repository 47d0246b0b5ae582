using CensorshipEval.Detection;
using CensorshipEval.Running;
using CensorshipEval.Storage;

namespace CensorshipEval.Reporting;

/// <summary>Stores, judges, analyses and compares.</summary>
internal sealed class BundleReplay(BundleReader reader, EvidenceReplayOptions options, IProgress<EvidenceProgress>? progress)
{
    private const int MostInBatch = 256;
    private const int MostTextInBatch = 8 << 20;

    public async Task<EvidenceReplay> RunAsync(CancellationToken cancellationToken)
    {
        EvidenceManifest manifest = reader.Manifest;
        RunRecord record = await reader.ReadRecordAsync(cancellationToken).ConfigureAwait(false);
        BundledCorpus corpus = await reader.ReadCorpusAsync(record, cancellationToken).ConfigureAwait(false);
        IRunStore store = options.Store ?? new InMemoryRunStore();
        await store.CreateRunAsync(record, cancellationToken).ConfigureAwait(false);
        await StoreAsync(store, cancellationToken).ConfigureAwait(false);

        IRefusalDetector detector = options.Detector ?? new DefaultRefusalDetector();
        IReadOnlyList<IContentMeasure> measures = options.Measures ?? OfBundle(manifest.Judges);
        var runner = new EvaluationRunner(store, new CountingDetector(detector, progress, manifest.Counts.Exchanges), measures, corpus);
        await runner.JudgeAgainAsync(record.Id, cancellationToken).ConfigureAwait(false);

        // Families tell the measures what to look for; the analysis may not have had them.
        ReportedRun run = await ReportedRun.ReadAsync(store, record.Id, manifest.Analysis.ToOptions(corpus), runner.Judges, cancellationToken).ConfigureAwait(false);
        // That a transcript was broken off, nobody can tell from what was read of it.
        run = run with { Corpus = corpus, IsComplete = run.IsComplete ?? (manifest.IsComplete is false ? false : null) };
        var judgements = new JudgementComparison(options.MaximumExamples, progress);
        await judgements.CompareAsync(
            store.ReadExchangesAsync(record.Id, cancellationToken), reader.ReadJudgementsAsync(cancellationToken), run.Trials(cancellationToken), manifest.Counts.Trials, cancellationToken).ConfigureAwait(false);
        var summary = new SummaryComparison(options.MaximumExamples);
        summary.Compare(await reader.ReadSummaryAsync(cancellationToken).ConfigureAwait(false), await SummaryBytes.OfAsync(run, cancellationToken).ConfigureAwait(false));
        return new EvidenceReplay
        {
            Manifest = manifest, Store = store, Run = run, Trials = judgements.Trials, Measurements = judgements.Measurements,
            VerdictsDiffering = judgements.VerdictsDiffering, VerdictDifferences = judgements.Verdicts,
            MeasurementsDiffering = judgements.MeasurementsDiffering, MeasurementDifferences = judgements.OfMeasures,
            ValuesDiffering = summary.Differing, ValueDifferences = summary.Examples,
        };
    }

    private static IContentMeasure[] OfBundle(Judges judges)
    {
        HashSet<string> names = [.. judges.Measures.Select(static measure => measure.Name)];
        return [.. ContentMeasures.All().Where(measure => names.Contains(measure.Id.Name))];
    }

    private async Task StoreAsync(IRunStore store, CancellationToken cancellationToken)
    {
        EvidenceCounts counts = reader.Manifest.Counts;
        long total = counts.Exchanges + counts.Attempts;
        long done = 0;
        long text = 0;
        var exchanges = new List<Exchange>();
        var attempts = new List<Attempt>();
        await foreach (Exchange exchange in reader.ReadExchangesAsync(cancellationToken).ConfigureAwait(false))
        {
            exchanges.Add(exchange);
            text += exchange.Text.Length + (exchange.Stream?.Text.Length ?? 0) + (exchange.Reasoning?.Length ?? 0);
            if (exchanges.Count == MostInBatch || text > MostTextInBatch) await FlushAsync().ConfigureAwait(false);
        }

        await FlushAsync().ConfigureAwait(false);
        await foreach (Attempt attempt in reader.ReadAttemptsAsync(cancellationToken).ConfigureAwait(false))
        {
            attempts.Add(attempt);
            if (attempts.Count == MostInBatch) await FlushAsync().ConfigureAwait(false);
        }

        await FlushAsync().ConfigureAwait(false);

        async Task FlushAsync()
        {
            if (exchanges.Count + attempts.Count == 0) return;
            await store.WriteAsync(new RunBatch { Exchanges = [.. exchanges], Attempts = [.. attempts] }, cancellationToken).ConfigureAwait(false);
            done += exchanges.Count + attempts.Count;
            text = 0;
            exchanges.Clear();
            attempts.Clear();
            progress?.Report(new EvidenceProgress(EvidenceStep.Storing, done, total));
        }
    }
}
