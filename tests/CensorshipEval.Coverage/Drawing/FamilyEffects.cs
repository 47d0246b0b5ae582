using System.Collections.Concurrent;
using MathNet.Numerics;
using MathNet.Numerics.Distributions;

namespace CensorshipEval.Coverage;

/// <summary>The rates of families as a table of equally likely values, so that the planted truth is the table's mean exactly.</summary>
internal sealed class FamilyEffects
{
    private const int Size = 8_192;
    private static readonly ConcurrentDictionary<(double, double, EffectShape), Lazy<FamilyEffects>> Known = new();

    private readonly double[] _rates;

    private FamilyEffects(double[] rates)
    {
        _rates = rates;
        Mean = rates.Average();
    }

    /// <summary>The planted rate.</summary>
    public double Mean { get; }

    /// <summary>Rates with a mean and a correlation of two trials of one family, so that their variance is correlation · mean · (1 - mean).</summary>
    public static FamilyEffects Of(double rate, double correlation, EffectShape shape) => Known.GetOrAdd(
        (rate, correlation, shape),
        static key => new Lazy<FamilyEffects>(() => new FamilyEffects(
            key.Item1 is 0 or 1 ? [key.Item1] : key.Item3 is EffectShape.Beta ? OfBeta(key.Item1, key.Item2) : OfLogitNormal(key.Item1, key.Item2)))).Value;

    /// <summary>The rate of a family.</summary>
    public double At(double uniform) => _rates[(int)(uniform * _rates.Length)];

    /// <summary>The rate of a family whose place is told by a standard normal variable, so that several rates can go together.</summary>
    public double AtNormal(double z) => _rates.Length == 1 ? _rates[0] : _rates[Math.Min(_rates.Length - 1, (int)(Normal.CDF(0, 1, z) * _rates.Length))];

    private static double[] OfBeta(double rate, double correlation)
    {
        double a = rate * ((1 / correlation) - 1), b = (1 - rate) * ((1 / correlation) - 1);
        // The distribution function on a fine grid of logits, then read the other way round. What lies beyond the grid is 0 or 1.
        const int points = 20_000;
        const double end = 40;
        var values = new double[Size];
        double below = 0;
        int filled = 0;
        for (int i = 0; i <= points && filled < Size; i++)
        {
            double x = SpecialFunctions.Logistic(-end + (2 * end * i / points));
            double up = i == points ? 1 : SpecialFunctions.BetaRegularized(a, b, x);
            while (filled < Size && (filled + 0.5) / Size <= up) values[filled++] = i == 0 ? 0 : x;
            below = up;
        }

        while (filled < Size) values[filled++] = below >= 1 ? 1 : SpecialFunctions.Logistic(end);
        return values;
    }

    private static double[] OfLogitNormal(double rate, double correlation)
    {
        double[] z = [.. Enumerable.Range(0, Size).Select(static i => Normal.InvCDF(0, 1, (i + 0.5) / Size))];
        double[] coarse = [.. z.Where(static (_, i) => i % 16 == 8)];
        double wanted = correlation * rate * (1 - rate);
        double spread = Bisect(0, 400, sigma => Variance(sigma) < wanted);
        double centre = Centre(z, spread);
        return [.. z.Select(value => SpecialFunctions.Logistic(centre + (spread * value)))];

        double Variance(double sigma)
        {
            double middle = Centre(coarse, sigma);
            return coarse.Average(value => Math.Pow(SpecialFunctions.Logistic(middle + (sigma * value)) - rate, 2));
        }

        double Centre(double[] at, double sigma) => Bisect(-2_000, 2_000, mu => at.Average(value => SpecialFunctions.Logistic(mu + (sigma * value))) < rate);
    }

    private static double Bisect(double low, double high, Func<double, bool> isBelow)
    {
        for (int i = 0; i < 60; i++)
        {
            double middle = (low + high) / 2;
            if (isBelow(middle)) low = middle;
            else high = middle;
        }

        return (low + high) / 2;
    }
}
