using CensorshipEval.Running;
using CensorshipEval.Targets;

namespace CensorshipEval.Costs;

/// <summary>What is left of a live run: calls, tokens, cost and time, per target, before any of it is spent.</summary>
/// <param name="Target">The target.</param>
/// <param name="Calls">Calls that are left, without further samples for empty answers and without retries.</param>
/// <param name="InputTokens">Tokens of these requests, estimated from the length of the texts.</param>
/// <param name="Cost">What they may cost; <see langword="null"/> without prices.</param>
/// <param name="Duration">How long they may take if an answer takes <see cref="AnswerTime"/>, or as long as the limits of requests and tokens make it.</param>
public sealed record LiveEstimate(Target Target, long Calls, long InputTokens, decimal? Cost, TimeSpan Duration)
{
    // Two centuries: enough to say that it is too long.
    private const double MostMinutes = 1e8;

    /// <summary>How long an answer is thought to take: 10 s.</summary>
    public static TimeSpan AnswerTime { get; } = TimeSpan.FromSeconds(10);

    /// <summary>Estimates what is left.</summary>
    /// <param name="plan">The plan.</param>
    /// <param name="targets">Its targets.</param>
    /// <param name="meter">What was spent on them so far.</param>
    /// <param name="done">How many exchanges of a target are stored already; none by default.</param>
    public static IReadOnlyList<LiveEstimate> Of(EvaluationPlan plan, TargetSet targets, CostMeter meter, Func<Target, long>? done = null)
    {
        ArgumentNullException.ThrowIfNull(plan);
        ArgumentNullException.ThrowIfNull(targets);
        ArgumentNullException.ThrowIfNull(meter);
        return [.. plan.Targets.Select(target => Of(plan, targets, targets.Of(target), meter, done?.Invoke(target) ?? 0))];
    }

    private static LiveEstimate Of(EvaluationPlan plan, TargetSet targets, TargetConnection connection, CostMeter meter, long done)
    {
        Target target = connection.Target;
        long all = plan.TrialCount / plan.Targets.Count;
        long calls = Math.Max(0, all - done);
        double meanInput = plan.Prompts.Average(prompt => (double)TokenEstimate.OfRequest(target, prompt));
        long input = (long)(meanInput * calls);
        double perCallTokens = meanInput + TokenEstimate.ExpectedAnswer;
        // A host's limits are shared by all its targets.
        int sharing = targets.Connections.Count(other => other.Target.Endpoint!.Authority.Equals(target.Endpoint!.Authority, StringComparison.OrdinalIgnoreCase));
        double minutes = Math.Max(
            calls * AnswerTime.TotalMinutes / connection.Concurrency,
            sharing * Math.Max(calls / (connection.RequestsPerMinute ?? double.PositiveInfinity), calls * perCallTokens / (connection.TokensPerMinute ?? double.PositiveInfinity)));
        return new LiveEstimate(target, calls, input, meter.Expect(target, input, calls), TimeSpan.FromMinutes(Math.Min(minutes, MostMinutes)));
    }
}
