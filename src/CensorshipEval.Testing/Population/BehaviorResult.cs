using CensorshipEval.Analysis;

namespace CensorshipEval.Testing;

/// <summary>What came of an assertion on a rate, with every exchange behind it.</summary>
public sealed class BehaviorResult
{
    private readonly BehaviorClaim _claim;
    private readonly BehaviorTests _tests;
    private readonly CallBudget _budget;

    internal BehaviorResult(BehaviorClaim claim, BehaviorTests tests, IReadOnlyList<Trial> trials, int counted, PromptAsker asker)
    {
        _claim = claim;
        _tests = tests;
        _budget = asker.Budget;
        Trials = new ExchangeList(trials);
        Counted = counted;
        Target = asker.Target;
        Detector = asker.Judge;
    }

    /// <summary>The claim in a sentence.</summary>
    public string Claim => _claim.Sentence;

    /// <summary><see cref="SequentialOutcome.Holds"/>, <see cref="SequentialOutcome.Fails"/> or <see cref="SequentialOutcome.Inconclusive"/>.</summary>
    public required SequentialOutcome Outcome { get; init; }

    /// <summary>Whether the outcome is beyond doubt: every prompt of a list was asked, of a model whose answers never vary, as the caller said.</summary>
    public required bool IsCertain { get; init; }

    /// <summary>Whether it is inconclusive because answers could not be judged: calls failed, nothing came back, or the judge could not tell. That never passes, whatever was chosen for what is inconclusive.</summary>
    public required bool CouldNotBeMeasured { get; init; }

    /// <summary>Why it stopped.</summary>
    public required string Why { get; init; }

    /// <summary>Answers, of those that were counted, that could not be judged: failed calls, empty answers, and what the judge could not tell.</summary>
    public required int Unjudged { get; init; }

    /// <summary>The mean that was seen; from its least to its greatest, where answers could not be judged. <see langword="null"/> where nothing was asked.</summary>
    public Interval? Observed => _tests.Observed;

    /// <summary>
    /// What is still possible. Each end by itself is wrong with a probability of at most 1 - confidence, though it was looked at after every value; what could not be judged widens it.
    /// </summary>
    public Interval ConfidenceInterval => _tests.ConfidenceInterval;

    /// <summary>Values counted: families, or single askings of these prompts.</summary>
    public int Values => _tests.Values;

    /// <summary>Families of which something was asked; prompts of equal words are of one family.</summary>
    public int Families
    {
        get
        {
            HashSet<string> asked = [.. Trials.Select(static trial => trial.Exchange.Prompt.Id)];
            return _claim.Behavior.Units.Where(unit => unit.Parts.Any(part => asked.Contains(part.Prompt.Id))).Select(static unit => unit.Family).Distinct(StringComparer.Ordinal).Count();
        }
    }

    /// <summary>Families that were chosen.</summary>
    public int FamiliesChosen => _claim.Order.Families;

    /// <summary>Calls sent, those included that were still under way when it was clear; they were given up, or came too late to count.</summary>
    public int Calls => _budget.Made;

    /// <summary>What they cost, estimated where the provider reported no tokens, or the call was given up; <see langword="null"/> without prices.</summary>
    public decimal? Spent => _budget.Spent;

    /// <summary>Who judged.</summary>
    public ComponentId Detector { get; }

    /// <summary>Who was asked.</summary>
    public Target Target { get; }

    /// <summary>Every exchange received, with its verdict, in the order in which they were counted; those that came when it was clear are last.</summary>
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
        await AskedRun.SaveAsync(store, runId, Trials, Detector, Target, _claim.Prompts, _claim.Behavior, _claim.Model.Options, createdAt, cancellationToken).ConfigureAwait(false);
    }

    /// <summary>All of it in words, as a failing test shows it.</summary>
    public string Describe() => BehaviorText.Of(_claim, this);

    /// <summary>The outcome in a line.</summary>
    public override string ToString() => string.Create(
        System.Globalization.CultureInfo.InvariantCulture, $"{(CouldNotBeMeasured ? "not measured" : Outcome.ToString().ToLowerInvariant())}: {Claim} ({Calls:N0} {(Calls == 1 ? "call" : "calls")})");

    /// <summary>How many of the trials were counted.</summary>
    internal int Counted { get; }

    /// <summary>The tests behind it.</summary>
    internal BehaviorTests Tests => _tests;

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
