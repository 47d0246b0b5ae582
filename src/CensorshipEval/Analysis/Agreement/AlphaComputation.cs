namespace CensorshipEval.Analysis;

/// <summary>
/// Alpha without its coincidence matrix: the sum over all pairs of a squared difference is that of sums and sums of squares, so that it takes time in
/// proportion to the values and not to their square. The ordinal metric is the squared difference of mid-ranks among all values that can be paired.
/// </summary>
internal sealed class AlphaComputation(AgreementMetric metric, double[] values)
{
    public AlphaParts Of(AlphaUnit[][] clusters, int[] times)
    {
        var counts = new double[values.Length];
        double all = 0;
        for (int cluster = 0; cluster < clusters.Length; cluster++)
        {
            if (times[cluster] == 0) continue;
            foreach (AlphaUnit unit in clusters[cluster])
            {
                double weight = times[cluster] * unit.Weight;
                foreach ((int value, int given) in unit.Counts) counts[value] += weight * given;
                all += weight * unit.Judges;
            }
        }

        if (all <= 1) return default;
        double[] scores = Scores(counts, all);
        double unequal = 0, squared = 0;
        for (int cluster = 0; cluster < clusters.Length; cluster++)
        {
            if (times[cluster] == 0) continue;
            foreach (AlphaUnit unit in clusters[cluster])
            {
                // Each of the ordered pairs of an item counts 1 / (judges - 1).
                double weight = times[cluster] * unit.Weight / (unit.Judges - 1);
                (double pairs, double squares) = Pairs(unit, scores);
                unequal += weight * pairs;
                squared += weight * squares;
            }
        }

        (double chancePairs, double chanceSquares) = Pairs(counts, scores, all);
        double chance = all * (all - 1);
        bool names = metric is AgreementMetric.Nominal;
        return new AlphaParts(
            (names ? unequal : squared) / all, (names ? chancePairs : chanceSquares) / chance, names ? 1 : Greatest(scores, counts), unequal / all, chancePairs / chance);
    }

    // Centred, since sums of squares of large numbers lose their differences.
    private double[] Scores(double[] counts, double all)
    {
        var scores = (double[])values.Clone();
        double below = 0;
        for (int i = 0; i < scores.Length && metric is AgreementMetric.Ordinal; i++)
        {
            scores[i] = below + (counts[i] / 2);
            below += counts[i];
        }

        double mean = 0;
        for (int i = 0; i < scores.Length; i++) mean += counts[i] / all * scores[i];
        for (int i = 0; i < scores.Length; i++) scores[i] -= mean;
        return scores;
    }

    private static (double Unequal, double Squares) Pairs(AlphaUnit unit, double[] scores)
    {
        if (unit.Counts.Length == 1) return default;
        double same = 0, squares = 0;
        foreach ((int value, int given) in unit.Counts)
        {
            same += (double)given * given;
            foreach ((int other, int times) in unit.Counts) squares += (double)given * times * Square(scores[value] - scores[other]);
        }

        return (((double)unit.Judges * unit.Judges) - same, squares);
    }

    private static (double Unequal, double Squares) Pairs(double[] counts, double[] scores, double all)
    {
        double same = 0, sum = 0, squares = 0;
        for (int i = 0; i < counts.Length; i++)
        {
            same += counts[i] * counts[i];
            sum += counts[i] * scores[i];
            squares += counts[i] * scores[i] * scores[i];
        }

        // What is left of equal values by rounding is nothing.
        double unequal = (all * all) - same;
        return counts.Count(static count => count > 0) < 2 ? default : (unequal, 2 * ((all * squares) - (sum * sum)));
    }

    private static double Greatest(double[] scores, double[] counts)
    {
        double low = double.MaxValue, high = double.MinValue;
        for (int i = 0; i < scores.Length; i++)
        {
            if (counts[i] == 0) continue;
            (low, high) = (Math.Min(low, scores[i]), Math.Max(high, scores[i]));
        }

        return Square(high - low);
    }

    private static double Square(double value) => value * value;
}
