using System.Runtime.CompilerServices;

namespace CensorshipEval.Running;

/// <summary>Walks a plan in its order and finds, a few hundred trials at a time, what a store does not hold yet.</summary>
internal sealed class RemainingWork(IRunStore store, IExchangeSource source, EvaluationPlan plan, Judges judges)
{
    private const int ChunkSize = 500;

    private readonly SampleNumbers _numbers = new(plan);

    /// <summary>Everything, for a run that has just begun.</summary>
    public IEnumerable<TrialWork> All(string runId, Target target) =>
        TrialSequence.Of(runId, plan, target).Where(source.Has).Select(static key => new TrialWork(key, null));

    /// <summary>What is left of a run that was broken off.</summary>
    public async IAsyncEnumerable<TrialWork> LeftAsync(string runId, Target target, [EnumeratorCancellation] CancellationToken cancellationToken)
    {
        foreach (TrialKey[] chunk in TrialSequence.Of(runId, plan, target).Where(source.Has).Chunk(ChunkSize))
        {
            TrialKey[] keys = chunk;
            while (keys.Length > 0)
            {
                IReadOnlyDictionary<TrialKey, StoredTrial> stored = await store.FindTrialsAsync(keys, judges, cancellationToken).ConfigureAwait(false);
                foreach (TrialKey key in keys)
                {
                    if (!stored.ContainsKey(key)) yield return new TrialWork(key, null);
                }

                TrialKey[] unjudged = [.. keys.Where(key => stored.TryGetValue(key, out StoredTrial trial) && !trial.IsJudged)];
                if (unjudged.Length > 0)
                {
                    await foreach (Exchange exchange in store.ReadExchangesAsync(unjudged, cancellationToken).ConfigureAwait(false))
                        yield return new TrialWork(exchange.Key, exchange);
                }

                // An empty answer that was judged has a further sample, unless the run broke off just there.
                keys =
                [
                    .. keys
                        .Where(key => stored.TryGetValue(key, out StoredTrial trial) && trial is { IsJudged: true, Delivery: Delivery.EmptyStop } && MayAskFurther(key))
                        .Select(FurtherSampleOf)
                        .Where(source.Has),
                ];
            }
        }
    }

    /// <summary>
    /// What comes after an empty answer: its further sample, or the first of the chain that is not done yet; <see langword="null"/> when there is
    /// none. Only a stored answer can have further samples in the store.
    /// </summary>
    public async ValueTask<TrialWork?> FurtherAsync(TrialWork empty, CancellationToken cancellationToken)
    {
        for (TrialKey key = empty.Key; MayAskFurther(key);)
        {
            key = FurtherSampleOf(key);
            if (!source.Has(key)) return null;
            if (empty.Stored is null) return new TrialWork(key, null);
            IReadOnlyDictionary<TrialKey, StoredTrial> stored = await store.FindTrialsAsync([key], judges, cancellationToken).ConfigureAwait(false);
            if (!stored.TryGetValue(key, out StoredTrial trial)) return new TrialWork(key, null);
            if (!trial.IsJudged)
            {
                await foreach (Exchange exchange in store.ReadExchangesAsync([key], cancellationToken).ConfigureAwait(false)) return new TrialWork(key, exchange);
            }

            if (trial.Delivery is not Delivery.EmptyStop) return null;
        }

        return null;
    }

    private bool MayAskFurther(TrialKey key) => _numbers.FurtherSamplesBefore(key.Sample) < plan.FurtherSamplesWhenEmpty;

    private TrialKey FurtherSampleOf(TrialKey key) => key with { Sample = _numbers.FurtherSampleOf(key.Sample) };
}
