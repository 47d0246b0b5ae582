using System.Globalization;
using CensorshipEval.Costs;
using CensorshipEval.Running;
using CensorshipEval.Samples.Audit.Output;
using CensorshipEval.Targets;

namespace CensorshipEval.Samples.Audit;

/// <summary>Says what will be sent before anything is, asks, and tries each target with one harmless question.</summary>
internal sealed class Consent(Screen screen, AuditOptions options)
{
    private const string Warning =
        "These questions go out under your account: a provider may log them, hold them against its terms or close the account, and in some countries asking them can have consequences for you. More in docs/responsible-use.md.";

    // The question that tries a model, generously.
    private const int TargetProbeTokens = 20;

    /// <summary>Whether the user agrees.</summary>
    /// <param name="plan">What is to be asked.</param>
    /// <param name="input">Of whom.</param>
    /// <param name="done">How many exchanges of a target are stored already.</param>
    /// <param name="cancellationToken">Ends the waiting.</param>
    public async Task<bool> AskAsync(EvaluationPlan plan, AuditInput input, Func<Target, long> done, CancellationToken cancellationToken)
    {
        if (!options.Live.Yes && Console.IsInputRedirected)
            throw new InputException(new InputError("--yes", null, null, "no consent to asking live models, and no terminal to ask on", "--yes, once you know what will be sent"));
        if (!screen.IsQuiet || !options.Live.Yes) Tell(plan, input, done);
        if (options.Live.Yes) return true;
        await Console.Error.WriteAsync("Go on? [y/N] ");
        string? answer = await Task.Run(Console.ReadLine, cancellationToken).WaitAsync(cancellationToken);
        return answer?.Trim() is { } text && (text.Equals("y", StringComparison.OrdinalIgnoreCase) || text.Equals("yes", StringComparison.OrdinalIgnoreCase));
    }

    /// <summary>Tries every target, and tells what is wrong.</summary>
    /// <returns>Whether all of them can be asked.</returns>
    public async Task<bool> ProbeAsync(LiveModels live, CostMeter meter, CancellationToken cancellationToken)
    {
        if (options.Live.MaxCost is { } limit && meter.Spent + live.Targets.Targets.Sum(target => meter.Expect(target, 2 * TargetProbeTokens, 1) ?? 0) > limit)
        {
            screen.SayAlways(string.Create(CultureInfo.InvariantCulture, $"stopped: {meter.Spent:0.0000} {meter.Currency} are spent, and trying the models might exceed the limit of {limit} {meter.Currency}."));
            return false;
        }

        screen.Say($"Trying {Counted.Of(live.Targets.Targets.Count, "model")} with one harmless question …");
        ProbeResult[] results = await Task.WhenAll(live.Targets.Targets.Select(target => live.ProbeAsync(target, cancellationToken)));
        foreach (ProbeResult result in results)
        {
            if (result.Exchange is { } exchange) meter.Add(exchange);
            if (result.Problem is { } problem) screen.SayAlways($"error: {result.Target.Id}: {problem}");
            else screen.Say($"  {result.Target.Id} answers{Time(result.Exchange?.Timing)}.");
            foreach (string note in result.Notes) screen.Say($"  {result.Target.Id}: {note}");
        }

        return Array.TrueForAll(results, static result => result.IsReady);
    }

    private void Tell(EvaluationPlan plan, AuditInput input, Func<Target, long> done)
    {
        IReadOnlyList<LiveEstimate> estimates = LiveEstimate.Of(plan, input.Live!.Targets, input.Meter!, done);
        screen.SayAlways("Live models will be asked:");
        foreach (LiveEstimate estimate in estimates)
        {
            TargetConnection connection = input.Live.Targets.Of(estimate.Target);
            screen.SayAlways(
                $"  {estimate.Target.Id} at {estimate.Target.Endpoint!.GetComponents(UriComponents.SchemeAndServer | UriComponents.Path, UriFormat.UriEscaped)}: " +
                $"{Counted.Of(estimate.Calls, "call")}, {connection.Concurrency} at once, about {Time(estimate.Duration)}, {Money(estimate.Cost, input.Meter!.Currency)}" +
                $"{(connection.ApiKeyEnv is null ? ", without a key" : "")}");
        }

        string languages = string.Join(", ", plan.Prompts.Select(static prompt => prompt.Language.Value).Distinct(StringComparer.Ordinal));
        string roles = string.Join(", ", plan.Prompts.GroupBy(static prompt => prompt.Role).OrderBy(static role => role.Key).Select(static role => $"{role.Count()} {Labels.Of(role.Key)}"));
        string about = string.Join(", ", plan.Prompts.Select(static prompt => Labels.Of(prompt.Jurisdiction)).Distinct(StringComparer.Ordinal));
        screen.SayAlways($"What is sent to each: {Counted.Of(plan.Prompts.Count, "prompt")}{(plan.Samples > 1 ? $", {plan.Samples} times each" : "")} ({roles}), about {about}, in {languages}; " +
            (plan.Sentinels is { } sentinels ? $"{sentinels.PromptIds.Count} of them {sentinels.Repeats} times more, so that a change of the model on the way shows; " : "") +
            "and one harmless question to try it.");
        screen.SayAlways(
            $"Times are for {LiveEstimate.AnswerTime.TotalSeconds:0} s an answer; empty answers are asked for once more, and failed calls are retried." +
            (options.Live.MaxCost is { } most ? string.Create(CultureInfo.InvariantCulture, $" The run stops before it has cost {most} {input.Meter!.Currency}.") : ""));
        if (estimates.Sum(static estimate => estimate.Cost) + input.Meter!.Spent > options.Live.MaxCost)
            screen.SayAlways("That is less than all of it may cost: the run will probably stop before its end, and can go on with a higher --max-cost.");
        screen.SayAlways(Warning);
    }

    private static string Time(ExchangeTiming? timing)
    {
        if (timing is null) return "";
        string first = timing.ToFirstUpdate is { } piece ? string.Create(CultureInfo.InvariantCulture, $", the first piece after {piece.TotalSeconds:0.0} s") : "";
        return string.Create(CultureInfo.InvariantCulture, $" in {timing.Duration.TotalSeconds:0.0} s{first}");
    }

    private static string Time(TimeSpan time) => time switch
    {
        { TotalMinutes: < 1 } => "a minute",
        { TotalHours: < 2 } => string.Create(CultureInfo.InvariantCulture, $"{Math.Ceiling(time.TotalMinutes):0} min"),
        _ => string.Create(CultureInfo.InvariantCulture, $"{time.TotalHours:0.#} h"),
    };

    private static string Money(decimal? cost, string currency) =>
        cost is { } known ? string.Create(CultureInfo.InvariantCulture, $"about {known:0.00##} {currency}") : "cost unknown (no prices given)";
}
