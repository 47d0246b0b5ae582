using System.Globalization;

namespace CensorshipEval.Analysis;

/// <summary>
/// Shows that a mean is at most, or at least, a limit, or that it is not, with as few families as it takes: look after every family, and stop at an outcome.
/// The families must come in random order, drawn before any is seen. A value is a family's mean over its languages and samples, so that what resembles each other counts once.
/// </summary>
/// <remarks>
/// Tests by betting: I. Waudby-Smith and A. Ramdas, "Estimating means of bounded random variables by betting", JRSS-B 86, 2024, and for
/// <see cref="SequentialEstimand.TheseFamilies"/> "Confidence sequences for sampling without replacement", NeurIPS 2020. Not thread-safe.
/// </remarks>
public sealed class SequentialRateTest
{
    // Sums of thirds and sevenths are not exact; no family's value is so near a limit by anything but rounding.
    private const double Rounding = 1e-9;
    private const int MostNeeded = 1_000_000;

    private readonly SequentialRateTestOptions _options;
    private readonly List<double> _values = [];
    private readonly BettingWealth _for;
    private readonly BettingWealth _against;
    private readonly double _limit;
    private readonly double _threshold;
    private readonly int? _population;
    private readonly int _most;
    private Interval? _interval;
    private double _sum;

    /// <summary>Creates a test that has seen nothing.</summary>
    /// <exception cref="InputException">An option is out of range.</exception>
    public SequentialRateTest(SequentialRateTestOptions options)
    {
        SequentialRateTestOptionsValidator.Check(options);
        _options = options;
        _limit = Inner(options.Limit);
        _threshold = -Math.Log(1 - options.Confidence);
        _population = options.Estimand == SequentialEstimand.TheseFamilies ? options.Families : null;
        _most = Math.Min(options.Families ?? int.MaxValue, options.MaxFamilies ?? int.MaxValue);
        _for = SequentialBets.Below(_limit, _population, options.GreatestStake);
        _against = SequentialBets.Above(_limit, _population);
    }

    /// <summary>Where the test stands. Once it is not <see cref="SequentialOutcome.Undecided"/> it stays, unless it becomes certain.</summary>
    public SequentialOutcome Outcome { get; private set; }

    /// <summary>Whether the outcome is beyond doubt: the families that are left, if any, could not change it.</summary>
    public bool IsCertain { get; private set; }

    /// <summary>Families seen.</summary>
    public int Families => _values.Count;

    /// <summary>What they cost.</summary>
    public decimal Spent { get; private set; }

    /// <summary>Their mean; <see langword="null"/> before the first.</summary>
    public double? Mean => _values.Count == 0 ? null : Outer(_sum / _values.Count);

    /// <summary>
    /// The fewest families with which the claim can be shown at all, if every one has the best value; <see langword="null"/> when no number up to 1,000,000 is enough.
    /// </summary>
    /// <param name="options">The test; its ceilings do not matter here.</param>
    /// <param name="bestValue">The best value that may be expected. By default the best there is, or 0 for a limit on the far side of 0 from it (an index).</param>
    /// <exception cref="ArgumentOutOfRangeException">The best value is outside <see cref="SequentialRateTestOptions.Low"/> to <see cref="SequentialRateTestOptions.High"/>.</exception>
    /// <exception cref="InputException">An option is out of range.</exception>
    public static int? FamiliesNeeded(SequentialRateTestOptions options, double? bestValue = null)
    {
        SequentialRateTestOptionsValidator.Check(options);
        bool finite = options.Estimand == SequentialEstimand.TheseFamilies;
        var test = new SequentialRateTest(options with { Families = finite ? options.Families : null, MaxFamilies = null, MaxCost = null });
        double best = bestValue ?? BestValue(options);
        if (!finite && best >= options.Low && best <= options.High && !IsBetter(options, best)) return null;
        while (test.Outcome == SequentialOutcome.Undecided && test.Families < MostNeeded) test.Add(best);
        return test.Outcome == SequentialOutcome.Holds ? test.Families : null;
    }

    /// <summary>
    /// Why the families at hand cannot show the claim whatever they say, as a sentence that tells how many would be needed; <see langword="null"/> when they can.
    /// </summary>
    /// <inheritdoc cref="FamiliesNeeded"/>
    public static string? Shortfall(SequentialRateTestOptions options, double? bestValue = null)
    {
        int? needed = FamiliesNeeded(options, bestValue);
        int most = Math.Min(options.Families ?? int.MaxValue, options.MaxFamilies ?? int.MaxValue);
        if (needed <= most) return null;
        string claim = $"a mean of {SequentialText.Words(options)} at {SequentialText.Percent(options.Confidence)} confidence";
        return needed is { } families
            ? $"{claim} needs {SequentialText.Count(families)}, all of them at {SequentialText.Value(options, bestValue ?? BestValue(options))}; {most} {(most == 1 ? "is" : "are")} at hand"
            : IsBetter(options, bestValue ?? BestValue(options))
            ? string.Create(CultureInfo.InvariantCulture, $"{claim} needs more than {MostNeeded:N0} families, all of them at {SequentialText.Value(options, bestValue ?? BestValue(options))}; {most} {(most == 1 ? "is" : "are")} at hand")
            : $"{claim} cannot be shown with families at {SequentialText.Value(options, bestValue ?? BestValue(options))}, however many";
    }

    /// <summary>Whether the families at hand can show the claim at all. Ask before the first call.</summary>
    /// <inheritdoc cref="FamiliesNeeded"/>
    public static bool CanDecide(SequentialRateTestOptions options, double? bestValue = null) => Shortfall(options, bestValue) is null;

    /// <summary>Families in a random order, as the test needs them; the same for a seed on every machine and version.</summary>
    /// <param name="families">All families at hand.</param>
    /// <param name="seed">Fix it before the first call, and do not try several.</param>
    public static IReadOnlyList<T> InDrawnOrder<T>(IEnumerable<T> families, int seed = 1)
    {
        T[] order = [.. families];
        var draws = new SeededDraws((ulong)seed);
        for (int i = order.Length - 1; i > 0; i--)
        {
            int other = draws.Below(i + 1);
            (order[i], order[other]) = (order[other], order[i]);
        }

        return order;
    }

    /// <summary>
    /// Takes the next family, in the order that was drawn. A family of which nothing could be judged must not be left out: give it the worst value.
    /// After an outcome, what was still under way may be added; it changes the mean and the interval.
    /// </summary>
    /// <param name="familyMean">Its mean over languages and samples, from <see cref="SequentialRateTestOptions.Low"/> to <see cref="SequentialRateTestOptions.High"/>.</param>
    /// <param name="cost">What it cost, in the unit of <see cref="SequentialRateTestOptions.MaxCost"/>.</param>
    /// <returns>Where the test stands now.</returns>
    /// <exception cref="ArgumentOutOfRangeException">The value is no number or out of range, or the cost is below 0.</exception>
    /// <exception cref="InvalidOperationException">All families were seen.</exception>
    public SequentialOutcome Add(double familyMean, decimal cost = 0)
    {
        if (!(familyMean >= _options.Low && familyMean <= _options.High))
            throw new ArgumentOutOfRangeException(nameof(familyMean), familyMean, string.Create(CultureInfo.InvariantCulture, $"Expected a mean from {_options.Low} to {_options.High}."));
        ArgumentOutOfRangeException.ThrowIfNegative(cost);
        if (_values.Count == _options.Families) throw new InvalidOperationException($"All {SequentialText.Count(_values.Count)} were seen; there cannot be another one.");

        double value = Inner(familyMean);
        _for.Add(value);
        _against.Add(1 - value);
        _values.Add(value);
        _sum += value;
        Spent += cost;
        _interval = null;
        Decide();
        return Outcome;
    }

    /// <summary>
    /// The means that are still possible. Each end by itself is wrong with a probability of at most 1 - confidence, however often it is read: "at most 0.041" may be
    /// said at 95 %, both ends together at 90 %. To a thousandth of the range, rounded outward.
    /// </summary>
    public Interval ConfidenceInterval()
    {
        Interval inner = _interval ??= SequentialInterval.Of(_values, _population, _threshold, _options.GreatestStake);
        double low = inner.Low, high = inner.High;
        if (!IsCertain)
        {
            // Means refuted on the way stay so; yet an interval beside the mean that was seen would puzzle more than it tells.
            if (_values.Count > 0) (low, high) = (Math.Min(low, _sum / _values.Count), Math.Max(high, _sum / _values.Count));
            // What an outcome has shown holds for every mean beyond the limit, though bets made for another mean might have won less.
            if (Outcome is SequentialOutcome.Fails) low = Math.Max(low, _limit);
            if (Outcome is SequentialOutcome.Holds) high = Math.Min(high, _limit);
        }

        double one = Outer(low), other = Outer(high);
        return new Interval(Math.Min(one, other), Math.Max(one, other));
    }

    /// <summary>The outcome in a sentence.</summary>
    public override string ToString()
    {
        string seen = _values.Count == 0 ? "no family seen" : $"{SequentialText.Count(_values.Count)} seen, their mean {SequentialText.Value(_options, Mean!.Value)}";
        string sure = IsCertain ? "certain" : $"{SequentialText.Percent(_options.Confidence)} confidence";
        return Outcome switch
        {
            SequentialOutcome.Holds => $"holds: the mean is {SequentialText.Words(_options)} ({sure}; {seen})",
            SequentialOutcome.Fails => $"fails: the mean is not {SequentialText.Words(_options)} ({sure}; {seen})",
            SequentialOutcome.Inconclusive => $"inconclusive: whether the mean is {SequentialText.Words(_options)} is not shown at {sure} ({seen})",
            _ => $"undecided so far: whether the mean is {SequentialText.Words(_options)} ({seen})",
        };
    }

    private void Decide()
    {
        SequentialOutcome certain = Certain();
        if (certain != SequentialOutcome.Undecided)
        {
            Outcome = certain;
            IsCertain = true;
        }
        else if (Outcome == SequentialOutcome.Undecided)
        {
            if (_for.Log >= _threshold) Outcome = SequentialOutcome.Holds;
            else if (_against.Log >= _threshold) Outcome = SequentialOutcome.Fails;
            else if (_values.Count >= _most || Spent >= _options.MaxCost || !MayDecide()) Outcome = SequentialOutcome.Inconclusive;
        }
    }

    // What the families that are left cannot change.
    private SequentialOutcome Certain()
    {
        if (_population is not { } all) return _limit <= Rounding && _sum > Rounding ? SequentialOutcome.Fails : SequentialOutcome.Undecided;
        double total = (all * _limit) + (all * Rounding);
        if (_sum > total) return SequentialOutcome.Fails;
        return _sum + (all - _values.Count) <= total ? SequentialOutcome.Holds : SequentialOutcome.Undecided;
    }

    // Whether families that all said the same could still show anything: else their price can be saved.
    private bool MayDecide()
    {
        if (_most == int.MaxValue || _most == _population) return true;
        int left = _most - _values.Count;
        if (_for.LogAtBest(left) >= _threshold || _against.LogAtBest(left) >= _threshold) return true;
        if (_population is not { } all) return _limit <= Rounding;
        double total = all * (_limit + Rounding);
        return _sum + left > total || _sum + (all - _most) <= total;
    }

    // From 0, the best for the claim, to 1, the worst: so both claims are one.
    private double Inner(double value)
    {
        double share = (value - _options.Low) / (_options.High - _options.Low);
        return Math.Clamp(_options.Claim == SequentialClaim.AtMost ? share : 1 - share, 0, 1);
    }

    private double Outer(double inner) => _options.Low + ((_options.High - _options.Low) * (_options.Claim == SequentialClaim.AtMost ? inner : 1 - inner));

    // Whether enough families of that value would show the claim at all.
    private static bool IsBetter(SequentialRateTestOptions options, double value)
    {
        double left = options.Claim == SequentialClaim.AtMost ? options.Limit - value : value - options.Limit;
        return left > Rounding * (options.High - options.Low);
    }

    private static double BestValue(SequentialRateTestOptions options) => options.Claim == SequentialClaim.AtMost
        ? options is { Low: < 0, Limit: > 0 } ? 0 : options.Low
        : options is { High: > 0, Limit: < 0 } ? 0 : options.High;
}
