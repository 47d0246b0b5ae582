using CensorshipEval.Running;
using CensorshipEval.Targets;

namespace CensorshipEval.Samples.Audit;

/// <summary>The live targets of an audit: those that the options name, or those with which a run was begun.</summary>
internal static class LiveTargets
{
    private const string Live = "live";
    private const string NotStreamedPrefix = "live, not streamed: ";

    /// <summary>What a plan calls its source. Without streaming less can be seen, so such a run is another.</summary>
    public static string SourceOf(TargetSet targets)
    {
        string[] whole = [.. targets.Connections.Where(static connection => !connection.Stream).Select(static connection => connection.Target.Id)];
        return whole.Length == 0 ? Live : NotStreamedPrefix + string.Join(", ", whole.Select(Uri.EscapeDataString));
    }

    /// <summary>
    /// What is asked from the start of the run to its end, so that a change of the model on the way shows: by default where it costs little of the run.
    /// </summary>
    public static SentinelPlan? SentinelsFor(IReadOnlyList<Prompt> prompts, AuditOptions options)
    {
        const int usualRepeats = 8, callsWorthIt = 300;
        int repeats = options.Live.Sentinels ?? (prompts.Count * (options.Samples ?? 1) >= callsWorthIt ? usualRepeats : 0);
        return repeats == 0 ? null : SentinelPlan.Default(prompts, options.Seed ?? 1, repeats);
    }

    /// <summary>The targets; <see langword="null"/> when no live model is to be asked.</summary>
    public static async Task<TargetSet?> OpenAsync(LiveOptions options, EvaluationPlan? resumed, int? concurrency, CancellationToken cancellationToken)
    {
        TargetSet? given = options.TargetsFile is { } file ? WithConcurrency(await TargetSet.LoadAsync(file, cancellationToken), concurrency) : options.Targets;
        if (resumed is null) return given;
        if (!resumed.Source.StartsWith(Live, StringComparison.Ordinal))
            return given is null ? null : throw new InputException(new InputError("--resume", null, null, "live models", $"what the run was begun with: {resumed.Source}"));
        if (given is null) return AsBegun(resumed);
        return IsSame(given, resumed) ? given : throw new InputException(new InputError(
            "--resume", null, null, "other targets than the run's", $"the same models, endpoints, system prompt and sampling: {string.Join(", ", resumed.Targets.Select(static target => target.Id))}"));
    }

    // What a run records of its targets holds neither keys nor limits, which is enough for an endpoint without them.
    private static TargetSet AsBegun(EvaluationPlan plan) => new([.. plan.Targets.Select(target => new TargetConnection
    {
        Target = target,
        Stream = !NotStreamed(plan.Source).Contains(target.Id, StringComparer.Ordinal),
    })]);

    private static string[] NotStreamed(string source) =>
        source.StartsWith(NotStreamedPrefix, StringComparison.Ordinal) ? [.. source[NotStreamedPrefix.Length..].Split(", ").Select(Uri.UnescapeDataString)] : [];

    private static bool IsSame(TargetSet given, EvaluationPlan plan) =>
        given.Targets.Count == plan.Targets.Count && plan.Targets.All(target => given.Targets.Contains(target)) && SourceOf(given) == plan.Source;

    private static TargetSet WithConcurrency(TargetSet targets, int? concurrency) => concurrency is not { } calls
        ? targets
        : new TargetSet([.. targets.Connections.Select(connection => connection with { Concurrency = calls })], targets.Currency);
}
