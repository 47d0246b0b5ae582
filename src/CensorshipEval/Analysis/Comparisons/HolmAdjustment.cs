namespace CensorshipEval.Analysis;

/// <summary>Holm's adjustment for several tests (S. Holm, "A Simple Sequentially Rejective Multiple Test Procedure", Scandinavian Journal of Statistics 6, 1979).</summary>
internal static class HolmAdjustment
{
    /// <summary>Adjusted p-values in the order of those given; the chance of any false alarm among them at a level is at most that level.</summary>
    public static double[] Of(IReadOnlyList<double> pValues)
    {
        var adjusted = new double[pValues.Count];
        double running = 0;
        int rank = 0;
        foreach (int index in Enumerable.Range(0, pValues.Count).OrderBy(index => pValues[index]))
        {
            running = Math.Max(running, Math.Min(1, (pValues.Count - rank++) * pValues[index]));
            adjusted[index] = running;
        }

        return adjusted;
    }
}
