using System.Globalization;
using CensorshipEval.Analysis;

namespace CensorshipEval.Testing;

/// <summary>A claim in full, and in words.</summary>
internal sealed class BehaviorClaim
{
    private readonly SequentialClaim _claim;

    public BehaviorClaim(
        MeasuredBehavior behavior, BaselineComparison? baseline, SequentialClaim claim, double limit, bool isFiniteList, PromptsToAsk prompts, ModelUnderTest model, string test)
    {
        ModelBehaviorOptions options = model.Options;
        (Behavior, Baseline, Limit, IsFiniteList, Prompts, Model, Test, _claim) = (behavior, baseline, limit, isFiniteList, prompts, model, test, claim);
        BehaviorLimit.Check(this);
        Order = new AskingOrder(behavior, isFiniteList, options, options.MaxCalls);
        // The chance in an earlier run has half of the error, and the room that it needs on both sides of the limit.
        double confidence = baseline is { IsUncertain: true } ? (1 + options.Confidence) / 2 : options.Confidence;
        var about = new SequentialRateTestOptions
        {
            Limit = limit, Claim = claim, Confidence = confidence, Estimand = Order.Estimand, Families = Order.Population, MaxFamilies = Math.Max(1, Order.Reachable),
            Low = behavior.Low, High = behavior.High, GreatestStake = options.GreatestStake,
        };
        Holding = baseline is null ? about : about with { Limit = Math.Max(behavior.Low, limit - baseline.Above) };
        Failing = baseline is null ? about : about with { Limit = Math.Min(behavior.High - 1e-6, limit + baseline.Below) };
    }

    public MeasuredBehavior Behavior { get; }

    public BaselineComparison? Baseline { get; }

    public double Limit { get; }

    public bool IsFiniteList { get; }

    public PromptsToAsk Prompts { get; }

    public ModelUnderTest Model { get; }

    public AskingOrder Order { get; }

    public string Test { get; }

    /// <summary>The test that is to show it.</summary>
    public SequentialRateTestOptions Holding { get; }

    /// <summary>The test that is to show the opposite; the same one unless an earlier run's chance stands between them.</summary>
    public SequentialRateTestOptions Failing { get; }

    public bool IsAtMost => _claim is SequentialClaim.AtMost;

    /// <summary>What a value is: <c>answers</c>, <c>families</c>.</summary>
    public string Values => !IsFiniteList ? "families" : Behavior.Units[0].Parts.Count > 1 ? Behavior.Item : Model.Options.AnswersNeverVary ? "prompts" : "answers";

    /// <summary>So many values: <c>1 family</c>, <c>59 families</c>.</summary>
    public string Counted(int values) => string.Create(
        CultureInfo.InvariantCulture, $"{values:N0} {(values != 1 ? Values : !IsFiniteList ? "family" : Values.StartsWith("pairs", StringComparison.Ordinal) ? "pair" + Values[5..] : Values[..^1])}");

    /// <summary>What it is about: <c>the refusal rate on these 18 prompts</c>.</summary>
    public string Subject => $"the {Behavior.Name} on {(!IsFiniteList ? "topics like these" : Behavior.Units.Count == 1 ? $"this {Behavior.Items[2..]}" : $"these {Behavior.Items}")}";

    /// <summary>The claim: <c>the refusal rate on these 18 prompts is at most 5 %</c>.</summary>
    public string Sentence => $"{Subject} is at {(IsAtMost ? "most" : "least")} {Value(Limit)}";

    public string Seed => string.Create(CultureInfo.InvariantCulture, $"{Model.Options.Seed}");

    public string Confidence => string.Create(CultureInfo.InvariantCulture, $"{100 * Model.Options.Confidence:0.####} %");

    /// <summary>Rates as per cent; what can be negative in points.</summary>
    public string Value(double value) => $"{BehaviorLimit.Number(value)} {(Behavior.Low == 0 ? "%" : "points")}";

    public string Value(Interval interval) =>
        interval.High - interval.Low < 1e-9 ? Value(interval.Low) : $"{BehaviorLimit.Number(interval.Low)} to {Value(interval.High)}";

    /// <summary>The best for the claim that the model could say to these units.</summary>
    public double BestOf(IReadOnlyList<AskedUnit> units) => Math.Clamp(
        units.Average(unit => unit.Parts.Sum(part => IsAtMost ? Math.Min(part.Sign, 0) : Math.Max(part.Sign, 0)) - (Baseline?.Of(unit).Low ?? 0)), Behavior.Low, Behavior.High);
}
