using CensorshipEval.Analysis;
using CensorshipEval.Running;

namespace CensorshipEval.Testing;

/// <summary>What came of an assertion on a rate, with every exchange behind it.</summary>
public sealed class BehaviorResult
{
    private readonly BehaviorClaim _claim;
    private readonly SequentialRateTest _low;
    private readonly SequentialRateTest _high;
    private readonly CallBudget _budget;
    private readonly Target _target;

    internal BehaviorResult(BehaviorClaim claim, SequentialRateTest low, SequentialRateTest high, IReadOnlyList<Trial> trials, CallBudget budget, ComponentId detector, Target target)
    {
        _claim = claim;
        _low = low;
        _high = high;
        _budget = budget;
        _target = target;
        Trials = new ExchangeList(trials);
        Detector = detector;
    }

    /// <summary>The claim in a sentence.</summary>
    public string Claim => _claim.Sentence;

    /// <summary><see cref="SequentialOutcome.Holds"/>, <see cref="SequentialOutcome.Fails"/> or <see cref="SequentialOutcome.Inconclusive"/>.</summary>
    public required SequentialOutcome Outcome { get; init; }

    /// <summary>Whether the outcome is beyond doubt: every prompt of a list was asked, of a model whose answers never vary.</summary>
    public required bool IsCertain { get; init; }

    /// <summary>Whether it is inconclusive because answers could not be judged: calls failed, nothing came back, or the judge could not tell. That never passes, whatever was chosen for what is inconclusive.</summary>
    public required bool CouldNotBeMeasured { get; init; }

    /// <summary>Why it stopped.</summary>
    public required string Why { get; init; }

    /// <summary>Prompts of which nothing could be judged.</summary>
    public required int Unjudged { get; init; }

    /// <summary>The mean that was seen; from its least to its greatest, where answers could not be judged. <see langword="null"/> where nothing was asked.</summary>
    public Interval? Observed => _low.Mean is { } low ? new Interval(low, _high.Mean!.Value) : null;

    /// <summary>
    /// What is still possible. Each end by itself is wrong with a probability of at most 1 - confidence, though it was looked at after every value; what could not be judged widens it.
    /// </summary>
    public Interval ConfidenceInterval => new(_low.ConfidenceInterval().Low, _high.ConfidenceInterval().High);

    /// <summary>Values counted: families, or single askings of these prompts.</summary>
    public int Values => _low.Families;

    /// <summary>Families of which something was asked.</summary>
    public int Families => Trials.Select(static trial => trial.Exchange.Prompt.Cluster).Distinct(StringComparer.Ordinal).Count();

    /// <summary>Families that were chosen.</summary>
    public int FamiliesChosen => _claim.Order.Families;

    /// <summary>Calls made, those still under way when it was clear included.</summary>
    public int Calls => _budget.Made;

    /// <summary>What they cost, estimated where the provider reported no tokens; <see langword="null"/> without prices.</summary>
    public decimal? Spent => _budget.Spent;

    /// <summary>Who judged.</summary>
    public ComponentId Detector { get; }

    /// <summary>Who was asked.</summary>
    public Target Target => _target;

    /// <summary>Every exchange asked, with its verdict, in the order in which they were counted; those still under way when it was clear come last.</summary>
    public IReadOnlyList<Trial> Trials { get; }

    /// <summary>
    /// Keeps all of it as a run in a store, for reports. It was stopped when it was clear, so analysis will say that it is not complete, and its own interval does not know that it was stopped.
    /// </summary>
    /// <param name="store">Where.</param>
    /// <param name="runId">Name of the run there.</param>
    /// <param name="createdAt">When it was; by default the start of its first call.</param>
    /// <param name="cancellationToken">Stops writing.</param>
    /// <exception cref="RunStoreException">A run of that name exists.</exception>
    public async Task SaveAsync(IRunStore store, string runId, DateTimeOffset? createdAt = null, CancellationToken cancellationToken = default)
    {
        ArgumentNullException.ThrowIfNull(store);
        ArgumentException.ThrowIfNullOrWhiteSpace(runId);
        Trial[] trials = [.. Trials.Select(trial => trial with { Exchange = trial.Exchange with { Key = trial.Key with { RunId = runId } } })];
        var plan = new EvaluationPlan
        {
            Corpus = _claim.Prompts.Info, Targets = [_target], Judges = new Judges(Detector, []), Source = BehaviorRun.RunId, Seed = _claim.Model.Options.Seed,
            Prompts = [.. _claim.Behavior.Units.SelectMany(static unit => unit.Parts).Select(static part => part.Prompt).DistinctBy(static prompt => prompt.Id, StringComparer.Ordinal)],
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

    /// <summary>All of it in words, as a failing test shows it.</summary>
    public string Describe() => BehaviorText.Of(_claim, this);

    /// <summary>The outcome in a line.</summary>
    public override string ToString() => string.Create(
        System.Globalization.CultureInfo.InvariantCulture, $"{(CouldNotBeMeasured ? "not measured" : Outcome.ToString().ToLowerInvariant())}: {Claim} ({Calls:N0} {(Calls == 1 ? "call" : "calls")})");

    /// <summary>The result where the assertion passes.</summary>
    internal BehaviorResult Asserted()
    {
        if (Outcome is SequentialOutcome.Holds) return this;
        FailureKind kind = Outcome is SequentialOutcome.Fails ? FailureKind.Behavior : CouldNotBeMeasured ? FailureKind.NotMeasured : FailureKind.Inconclusive;
        string message = Describe();
        if (kind is FailureKind.Inconclusive && _claim.Model.Options.WhenInconclusive.Handle(message)) return this;
        throw new ModelBehaviorException(kind, message) { Result = this, Trials = Trials };
    }
}
