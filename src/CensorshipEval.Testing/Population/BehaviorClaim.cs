using System.Globalization;
using CensorshipEval.Analysis;

namespace CensorshipEval.Testing;

/// <summary>A claim in full, and in words.</summary>
internal sealed class BehaviorClaim
{
    public BehaviorClaim(
        MeasuredBehavior behavior, BaselineRun? baseline, SequentialClaim claim, double limit, bool isFiniteList, PromptsToAsk prompts, ModelUnderTest model, AskingOrder order, string test)
    {
        ModelBehaviorOptions options = model.Options;
        (Behavior, Baseline, IsFiniteList, Prompts, Model, Order, Test) = (behavior, baseline, isFiniteList, prompts, model, order, test);
        Sequential = new SequentialRateTestOptions
        {
            Limit = limit, Claim = claim, Confidence = options.Confidence, Estimand = order.Estimand, Families = order.Population, MaxFamilies = Math.Max(1, order.Reachable),
            Low = behavior.Low, High = behavior.High, GreatestStake = options.GreatestStake,
        };
    }

    public MeasuredBehavior Behavior { get; }

    public BaselineRun? Baseline { get; }

    public bool IsFiniteList { get; }

    public PromptsToAsk Prompts { get; }

    public ModelUnderTest Model { get; }

    public AskingOrder Order { get; }

    public string Test { get; }

    public SequentialRateTestOptions Sequential { get; }

    public bool IsAtMost => Sequential.Claim is SequentialClaim.AtMost;

    /// <summary>What it is about: <c>the refusal rate on these prompts</c>.</summary>
    public string Subject => $"the {Behavior.Name} on {(IsFiniteList ? "these prompts" : "topics like these")}";

    /// <summary>The claim: <c>the refusal rate on these prompts is at most 5 %</c>.</summary>
    public string Sentence => $"{Subject} is at {(IsAtMost ? "most" : "least")} {Value(Sequential.Limit)}";

    public string Seed => string.Create(CultureInfo.InvariantCulture, $"seed {Model.Options.Seed}");

    public string Confidence => string.Create(CultureInfo.InvariantCulture, $"{100 * Sequential.Confidence:0.##} %");

    /// <summary>Rates as per cent; what can be negative in points.</summary>
    public string Value(double value) => string.Create(CultureInfo.InvariantCulture, $"{100 * value:0.##} {(Behavior.Low == 0 ? "%" : "points")}");

    public string Value(Interval interval) =>
        interval.High - interval.Low < 1e-9 ? Value(interval.Low) : string.Create(CultureInfo.InvariantCulture, $"{100 * interval.Low:0.##} to {100 * interval.High:0.##} {(Behavior.Low == 0 ? "%" : "points")}");

    /// <summary>Throws, before anything is asked, where nothing that the model could say would show the claim.</summary>
    public void MustBeDecidable()
    {
        int? needed = SequentialRateTest.FamiliesNeeded(Sequential);
        int most = Order.Reachable;
        if (needed <= most) return;
        string unit = IsFiniteList && !Model.Options.AnswersNeverVary ? "answers" : "families";
        string need = needed is { } count ? string.Create(CultureInfo.InvariantCulture, $"{count:N0} {unit} without a single exception") : "more than any number of them";
        bool byCalls = most < (Order.Population ?? int.MaxValue);
        string have = string.Create(CultureInfo.InvariantCulture, $"{most:N0} {unit}{(byCalls ? $" fit into {Model.Options.MaxCalls:N0} calls" : " are chosen")}");
        string repair = needed is null ? "choose another limit: this one leaves no room for a doubt, and there is always one"
            : byCalls ? "allow more calls (MaxCalls), or choose a limit further off"
            : "choose more families or a limit further off, or speak of these prompts only (OnThesePrompts)";
        string text = new FailureText($"These prompts cannot show that {Sentence}, whatever the model says. Nothing was asked.")
            .Add("needed", $"{need}, at {Confidence} confidence").Add("at hand", have).Add("do", repair).Add("again", FailureText.Again(Test)).ToString();
        throw new ModelBehaviorException(FailureKind.CannotDecide, text);
    }
}
