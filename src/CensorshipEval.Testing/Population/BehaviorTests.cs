using CensorshipEval.Analysis;

namespace CensorshipEval.Testing;

/// <summary>
/// The tests of a claim. What could not be judged counts as the worst for the claim when it is to hold, and as the best when it is to fail: so neither rests on silence.
/// </summary>
internal sealed class BehaviorTests(BehaviorClaim claim)
{
    private readonly SequentialRateTest _low = new(claim.IsAtMost ? claim.Failing : claim.Holding);
    private readonly SequentialRateTest _high = new(claim.IsAtMost ? claim.Holding : claim.Failing);
    private readonly List<DrawnValue> _values = [];
    private double _lowest;
    private double _highest;

    /// <summary>Values counted.</summary>
    public int Values => _low.Families;

    /// <summary>Sum of the values, where each is a whole one and judged; <see langword="null"/> otherwise.</summary>
    public int? Whole { get; private set; } = 0;

    public Interval? Observed => Values == 0 ? null : new Interval(_lowest / Values, _highest / Values);

    /// <summary>What is still possible; the chance in an earlier run included.</summary>
    public Interval ConfidenceInterval
    {
        get
        {
            double low = _low.ConfidenceInterval().Low - (claim.Baseline?.Below ?? 0), high = _high.ConfidenceInterval().High + (claim.Baseline?.Above ?? 0);
            return new Interval(Math.Max(claim.Behavior.Low, low), Math.Min(claim.Behavior.High, high));
        }
    }

    public SequentialOutcome Outcome =>
        Holding.Outcome is SequentialOutcome.Holds ? SequentialOutcome.Holds
        : Failing.Outcome is SequentialOutcome.Fails ? SequentialOutcome.Fails
        : Holding.Outcome is SequentialOutcome.Undecided || Failing.Outcome is SequentialOutcome.Undecided ? SequentialOutcome.Undecided
        : SequentialOutcome.Inconclusive;

    /// <summary>Whether no further answer could change it.</summary>
    public bool IsCertain => claim.Baseline is not { IsUncertain: true } && Outcome switch
    {
        SequentialOutcome.Holds => Holding.IsCertain,
        SequentialOutcome.Fails => Failing.IsCertain,
        _ => false,
    };

    /// <summary>Whether it would be clear if what could not be judged had been this or that.</summary>
    public bool RestsOnSilence => _highest > _lowest && (
        Replayed(claim.Holding, claim.IsAtMost ? static value => value.Low : static value => value.High) is SequentialOutcome.Holds
        || Replayed(claim.Failing, claim.IsAtMost ? static value => value.High : static value => value.Low) is SequentialOutcome.Fails);

    private SequentialRateTest Holding => claim.IsAtMost ? _high : _low;

    private SequentialRateTest Failing => claim.IsAtMost ? _low : _high;

    public void Add(DrawnValue value)
    {
        _low.Add(value.Low);
        _high.Add(value.High);
        _values.Add(value);
        _lowest += value.Low;
        _highest += value.High;
        bool isWhole = value.Low == value.High && value.Low == Math.Round(value.Low);
        Whole = isWhole ? Whole + (int)value.Low : null;
    }

    private SequentialOutcome Replayed(SequentialRateTestOptions options, Func<DrawnValue, double> value)
    {
        var test = new SequentialRateTest(options);
        foreach (DrawnValue drawn in _values) test.Add(value(drawn));
        return test.Outcome;
    }
}
