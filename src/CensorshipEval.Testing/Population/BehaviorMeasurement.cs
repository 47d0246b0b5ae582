using System.Globalization;
using CensorshipEval.Analysis;

namespace CensorshipEval.Testing;

/// <summary>What a model did when every prompt was asked a number of times: nothing is claimed, so nothing stops early. It saves, and it is what later runs can be compared with.</summary>
public sealed class BehaviorMeasurement
{
    private readonly MeasuredBehavior _behavior;
    private readonly PromptsToAsk _prompts;
    private readonly ModelBehaviorOptions _options;

    internal BehaviorMeasurement(MeasuredBehavior behavior, PromptsToAsk prompts, ModelBehaviorOptions options, IReadOnlyList<Trial> trials, PromptAsker asker)
    {
        _behavior = behavior;
        _prompts = prompts;
        _options = options;
        Trials = new ExchangeList(trials);
        (Calls, Spent, Detector, Target) = (asker.Budget.Made, asker.Budget.Spent, asker.Judge, asker.Target);
    }

    /// <summary>What was measured: <c>refusal rate</c>.</summary>
    public string Name => _behavior.Name;

    /// <summary>The mean over the prompts, or their matched pairs; from its least to its greatest, where answers could not be judged.</summary>
    public required Interval Observed { get; init; }

    /// <summary>Answers that could not be judged.</summary>
    public int Unjudged => Trials.Count(static trial => trial.Verdict.IsMissing);

    /// <summary>Calls sent.</summary>
    public int Calls { get; }

    /// <summary>What they cost, estimated where the provider reported no tokens; <see langword="null"/> without prices.</summary>
    public decimal? Spent { get; }

    /// <summary>Who judged.</summary>
    public ComponentId Detector { get; }

    /// <summary>Who was asked.</summary>
    public Target Target { get; }

    /// <summary>Every exchange, with its verdict, prompt by prompt.</summary>
    public IReadOnlyList<Trial> Trials { get; }

    /// <summary>As what later answers are compared with, in <see cref="BehaviorMeasure.ShouldNotBeWorseThan"/>.</summary>
    public BaselineRun ToBaseline() => BaselineRun.Of(Trials);

    /// <summary>Keeps all of it as a run in a store, for reports, and for <see cref="BaselineRun.ReadAsync"/>.</summary>
    /// <param name="store">Where.</param>
    /// <param name="runId">Name of the run there.</param>
    /// <param name="createdAt">When it was; by default the start of its first call.</param>
    /// <param name="cancellationToken">Stops writing.</param>
    /// <exception cref="RunStoreException">A run of that name exists.</exception>
    public Task SaveAsync(IRunStore store, string runId, DateTimeOffset? createdAt = null, CancellationToken cancellationToken = default) =>
        AskedRun.SaveAsync(store, runId, Trials, Detector, Target, _prompts, _behavior, _options, createdAt, cancellationToken);

    /// <summary>What was found, in a line.</summary>
    public override string ToString() => string.Create(
        CultureInfo.InvariantCulture, $"{Name} {BehaviorLimit.Number(Observed.Low)}{(Observed.High > Observed.Low ? $" to {BehaviorLimit.Number(Observed.High)}" : "")} {(_behavior.Low == 0 ? "%" : "points")} of {_behavior.Items} ({Calls:N0} {(Calls == 1 ? "call" : "calls")})");
}
