namespace CensorshipEval.Analysis;

/// <summary>
/// The wealth of a gambler who bets, family by family and at fair odds, against "the mean is at least m". If it is, the wealth is a supermartingale from 1 on, and
/// reaches 1/alpha at any time with a probability of at most alpha (Ville 1939). I. Waudby-Smith and A. Ramdas, "Estimating means of bounded random
/// variables by betting", JRSS-B 86, 2024; without replacement, their "Confidence sequences for sampling without replacement", NeurIPS 2020.
/// </summary>
/// <remarks>
/// Any bet made before a value is seen keeps that promise. This one is the growth-optimal bet for the values seen so far (their section B.2, after
/// Kelly 1956) and a few made-up ones; for it alone, values are gathered in 33 bins.
/// </remarks>
internal sealed class BettingWealth
{
    private const int Bins = 32;
    private const int Halvings = 14;

    private readonly double _mean;
    private readonly int? _population;
    private readonly double _greatestStake;
    private readonly double[] _weights = new double[Bins + 1];
    private readonly double[] _sums = new double[Bins + 1];
    private readonly List<int> _used = [0];
    private double _sum;
    private int _count;

    /// <param name="mean">The m to bet against.</param>
    /// <param name="population">How many values there are, drawn without replacement; <see langword="null"/> for without end.</param>
    /// <param name="zeros">Made-up values of 0 on which the first bets rest.</param>
    /// <param name="ones">Made-up values of 1.</param>
    /// <param name="greatestStake">The greatest share of the wealth that a value of 1 may cost.</param>
    public BettingWealth(double mean, int? population, double zeros, double ones, double greatestStake)
    {
        _mean = mean;
        _population = population;
        _greatestStake = greatestStake;
        _weights[0] = zeros;
        if (ones <= 0) return;
        _weights[Bins] = _sums[Bins] = ones;
        _used.Add(Bins);
    }

    /// <summary>Natural logarithm of the wealth.</summary>
    public double Log { get; private set; }

    /// <summary>Takes a value from 0 to 1.</summary>
    public void Add(double value)
    {
        double mean = NextMean(_count, _sum);
        Log += Math.Log(1 + (Bet(mean) * (mean - value)));
        _count++;
        _sum += value;
        int bin = (int)Math.Round(value * Bins);
        if (_weights[bin] == 0 && bin != 0) _used.Add(bin);
        _weights[bin]++;
        _sums[bin] += value;
    }

    /// <summary>An upper bound of the logarithm of the wealth after so many further values.</summary>
    public double LogAtBest(int values)
    {
        if (_population is null) return Log + (values * Gain(_mean));
        double log = Log;
        for (int i = 0; i < values; i++) log += Gain(NextMean(_count + i, _sum));
        return log;

        double Gain(double mean) => mean is > 0 and < 1 ? Math.Log(1 + (_greatestStake / (1 - mean) * mean)) : 0;
    }

    // What the values that are left must have as a mean if the whole has m.
    private double NextMean(int count, double sum) => _population is { } population ? ((population * _mean) - sum) / (population - count) : _mean;

    private double Bet(double mean)
    {
        // Nothing can be gained at 0; at 1 the values that are left leave no doubt, and need no bet.
        if (mean is not (> 0 and < 1)) return 0;
        double greatest = _greatestStake / (1 - mean);
        if (Slope(0, mean) <= 0) return 0;
        if (Slope(greatest, mean) >= 0) return greatest;
        double low = 0, high = greatest;
        for (int i = 0; i < Halvings; i++)
        {
            double middle = (low + high) / 2;
            if (Slope(middle, mean) > 0) low = middle;
            else high = middle;
        }

        return low;
    }

    // Of the mean logarithm of what the bet would have multiplied the wealth by.
    private double Slope(double bet, double mean)
    {
        double slope = 0;
        foreach (int bin in _used)
        {
            double weight = _weights[bin];
            if (weight == 0) continue;
            double gain = mean - (_sums[bin] / weight);
            slope += weight * gain / (1 + (bet * gain));
        }

        return slope;
    }
}
