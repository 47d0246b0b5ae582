namespace CensorshipEval.Detection;

/// <summary>
/// Makes probabilities hold at whatever share of refusals a collection has. A logistic fit gives those at even odds; where one answer in fifty refuses, as where
/// four in five do, they are too cautious. Of some factors and shifts of the logit, the ones are taken with which the expected calibration error, at the worst
/// of three shares of refusals, is least on the average of the cells of source and language.
/// </summary>
internal static class Sharpening
{
    private const int Bins = 10;

    /// <summary>A cell with fewer rows of a class says too little.</summary>
    private const int FewestOfEachClass = 50;

    private static readonly double[] Shares = [0.02, 0.2, 0.8];

    private static readonly double[] Factors = [1, 1.25, 1.5, 2, 2.5];

    private static readonly double[] Shifts = [-1, -0.75, -0.5, -0.25, 0, 0.25, 0.5];

    /// <summary>Chooses for rows with a logit and a label each; (1, 0) where no cell can tell.</summary>
    public static (double Factor, double Shift) Choose(IEnumerable<(string Cell, double Logit, bool IsPositive)> rows)
    {
        (double Logit, bool IsPositive)[][] cells =
        [
            .. rows.GroupBy(static row => row.Cell, StringComparer.Ordinal).OrderBy(static cell => cell.Key, StringComparer.Ordinal)
                .Select(static cell => cell.Select(static row => (row.Logit, row.IsPositive)).ToArray())
                .Where(static cell => Math.Min(cell.Count(static row => row.IsPositive), cell.Count(static row => !row.IsPositive)) >= FewestOfEachClass),
        ];
        (double Factor, double Shift) best = (1, 0);
        if (cells.Length == 0) return best;
        double least = double.MaxValue;
        foreach (double factor in Factors)
        {
            foreach (double shift in Shifts)
            {
                double error = cells.Average(cell => Shares.Max(share => ExpectedError(cell, share, factor, shift)));
                if (error < least) (least, best) = (error, (factor, shift));
            }
        }

        return best;
    }

    // Naeini, Cooper and Hauskrecht (2015), with ten equal bins, reweighted to a share of refusals.
    private static double ExpectedError((double Logit, bool IsPositive)[] cell, double share, double factor, double shift)
    {
        int positives = cell.Count(static row => row.IsPositive);
        double ofPositive = share / positives;
        double ofNegative = (1 - share) / (cell.Length - positives);
        Span<double> differences = stackalloc double[Bins];
        differences.Clear();
        foreach ((double logit, bool isPositive) in cell)
        {
            double p = Combination.Logistic(factor * (logit + shift));
            differences[Math.Min(Bins - 1, (int)(p * Bins))] += (isPositive ? ofPositive : ofNegative) * (p - (isPositive ? 1 : 0));
        }

        double error = 0;
        foreach (double difference in differences) error += Math.Abs(difference);
        return error;
    }
}
