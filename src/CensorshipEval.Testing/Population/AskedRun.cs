using CensorshipEval.Running;

namespace CensorshipEval.Testing;

/// <summary>Keeps what was asked as a run.</summary>
internal static class AskedRun
{
    public static async Task SaveAsync(
        IRunStore store, string runId, IReadOnlyList<Trial> asked, ComponentId detector, Target target, PromptsToAsk prompts, MeasuredBehavior behavior, ModelBehaviorOptions options, DateTimeOffset? createdAt,
        CancellationToken cancellationToken)
    {
        ArgumentNullException.ThrowIfNull(store);
        ArgumentException.ThrowIfNullOrWhiteSpace(runId);
        Trial[] trials = [.. asked.Select(trial => trial with { Exchange = trial.Exchange with { Key = trial.Key with { RunId = runId } } })];
        var plan = new EvaluationPlan
        {
            Corpus = prompts.Info, Targets = [target], Judges = new Judges(detector, []), Source = PromptAsker.RunId, Seed = options.Seed,
            Prompts = [.. behavior.Prompts.DistinctBy(static prompt => prompt.Id, StringComparer.Ordinal)],
        };
        DateTimeOffset begun = createdAt ?? trials.Select(static trial => trial.Exchange.Timing?.StartedAt).Min() ?? DateTimeOffset.UnixEpoch;
        await store.CreateRunAsync(plan.ToRecord(runId, begun), cancellationToken).ConfigureAwait(false);
        ILookup<bool, Trial> failed = trials.ToLookup(static trial => trial.Verdict.Delivery is Delivery.TransportError);
        await store.WriteAsync(
            new RunBatch
            {
                Exchanges = [.. failed[false].Select(static trial => trial.Exchange)],
                Attempts = [.. failed[true].Select(static trial => new Attempt(trial.Exchange, 1))],
                Verdicts = [.. failed[false].Select(static trial => new KeyedVerdict(trial.Key, trial.Verdict))],
            },
            cancellationToken).ConfigureAwait(false);
    }
}
