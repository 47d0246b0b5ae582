namespace CensorshipEval.Analysis;

/// <summary>Adjustment for the false discovery rate (Y. Benjamini and Y. Hochberg, "Controlling the False Discovery Rate", JRSS-B 57, 1995).</summary>
internal static class BenjaminiHochbergAdjustment
{
    /// <summary>Adjusted p-values in the order of those given.</summary>
    public static double[] Of(IReadOnlyList<double> pValues)
    {
        var adjusted = new double[pValues.Count];
        double running = 1;
        int rank = pValues.Count;
        foreach (int index in Enumerable.Range(0, pValues.Count).OrderByDescending(index => pValues[index]))
        {
            running = Math.Min(running, pValues[index] * pValues.Count / rank--);
            adjusted[index] = running;
        }

        return adjusted;
    }
}
