using MathNet.Numerics.Distributions;

namespace CensorshipEval.Analysis;

/// <summary>
/// Randomisation test of differences that come in families: if the two sides were alike, each family's difference might as well have the other sign
/// (R. A. Fisher, "The Design of Experiments", 1935; E. J. G. Pitman 1937). Two-sided; the statistic is the absolute sum. Where all differences are of one
/// size it is the exact McNemar test (Q. McNemar, Psychometrika 12, 1947, by the binomial distribution).
/// </summary>
internal static class SignFlipTest
{
    /// <summary>Up to so many families that differ, every combination of signs is counted.</summary>
    private const int MostCounted = 20;

    private const int Draws = 19_999;
    private const int DrawsOfRare = 199_999;
    private const int Rare = 10;
    private const int Enough = 200;
    private const int SignsAtOnce = 8;
    private const double Rounding = 1e-9;

    /// <summary>The p-value and how it was come by.</summary>
    /// <param name="differences">One per family; those of 0 tell nothing.</param>
    /// <param name="seed">Seed of the draws where there are too many families to count all.</param>
    public static (double PValue, ContrastTest Test) Of(IReadOnlyList<double> differences, int seed)
    {
        double[] some = [.. differences.Where(static difference => Math.Abs(difference) > Rounding)];
        if (some.Length == 0) return (1, ContrastTest.SignFlipExact);
        if (some.All(difference => Math.Abs(Math.Abs(difference) - Math.Abs(some[0])) < Rounding))
            return (McNemar(some.Count(static difference => difference > 0), some.Count(static difference => difference < 0)), ContrastTest.McNemarExact);
        return some.Length <= MostCounted ? (Count(some), ContrastTest.SignFlipExact) : (Draw(some, seed), ContrastTest.SignFlipDrawn);
    }

    /// <summary>Exact two-sided McNemar test of discordant pairs.</summary>
    public static double McNemar(int left, int right) =>
        left + right == 0 ? 1 : Math.Min(1, 2 * Binomial.CDF(0.5, left + right, Math.Min(left, right)));

    private static double Count(double[] differences)
    {
        double threshold = Math.Abs(differences.Sum()) - Rounding;
        long extreme = 0, all = 1L << differences.Length;
        // Neighbouring Gray codes differ in one sign. Sums are begun anew now and then, lest rounding add up.
        double sum = 0;
        var sign = new double[differences.Length];
        for (long code = 0; code < all; code++)
        {
            if (code % 4096 == 0)
            {
                long gray = code ^ (code >> 1);
                sum = 0;
                for (int i = 0; i < sign.Length; i++)
                {
                    sign[i] = ((gray >> i) & 1) == 0 ? 1 : -1;
                    sum += sign[i] * differences[i];
                }
            }
            else
            {
                int flipped = System.Numerics.BitOperations.TrailingZeroCount(code);
                sign[flipped] = -sign[flipped];
                sum += 2 * sign[flipped] * differences[flipped];
            }

            if (Math.Abs(sum) >= threshold) extreme++;
        }

        return (double)extreme / all;
    }

    // What was observed counts as one draw (Phipson and Smyth 2010); drawing stops early where it is plainly common (Besag and Clifford 1991).
    private static double Draw(double[] differences, int seed)
    {
        double threshold = Math.Abs(differences.Sum()) - Rounding;
        double[][] sums = [.. differences.Chunk(SignsAtOnce).Select(SumsOf)];
        var random = new SeededDraws(seed);
        int extreme = 0;
        int draws = Draws;
        for (int draw = 1; draw <= draws; draw++)
        {
            double sum = 0;
            ulong signs = 0;
            for (int i = 0; i < sums.Length; i++)
            {
                if (i % sizeof(ulong) == 0) signs = random.Next();
                double[] of = sums[i];
                sum += of[(int)signs & (of.Length - 1)];
                signs >>= SignsAtOnce;
            }

            if (Math.Abs(sum) >= threshold && ++extreme == Enough) return (double)Enough / draw;
            // A small p-value is to stay small when it is adjusted for many comparisons.
            if (draw == Draws && extreme < Rare) draws = DrawsOfRare;
        }

        return (extreme + 1.0) / (draws + 1);
    }

    // The sum under each combination of signs; a bit that is set turns a sign.
    private static double[] SumsOf(double[] differences)
    {
        var sums = new double[1 << differences.Length];
        for (int signs = 0; signs < sums.Length; signs++)
        {
            for (int i = 0; i < differences.Length; i++) sums[signs] += ((signs >> i) & 1) == 0 ? differences[i] : -differences[i];
        }

        return sums;
    }
}
