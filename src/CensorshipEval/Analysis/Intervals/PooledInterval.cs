using System.Globalization;
using MathNet.Numerics.Distributions;

namespace CensorshipEval.Analysis;

/// <summary>Intervals of what is pooled over models: the models are a sample, too.</summary>
internal static class PooledInterval
{
    /// <summary>
    /// What both hold, the interval over families alone and Student's t for both clusterings: the first knows that rates near 0 and 1 are skewed, the second
    /// that models differ. Cut off at what is possible.
    /// </summary>
    public static Estimate Widen(Estimate estimate, MatchedUnits units, double[] values, Interval? possible)
    {
        if (units.ModelCount < 2) return estimate;
        double variance = TwoWayVariance.Of(Residuals(units, values, estimate.Value)).TwoWay;
        string over = string.Create(CultureInfo.InvariantCulture, $"pooled over {units.ModelCount} models");
        if (!(variance > 1e-18)) return estimate with { Because = $"{estimate.Because}; {over}, between which no difference can be estimated: it speaks of these models alone" };
        double half = TQuantile(Math.Min(units.FamilyCount, units.ModelCount) - 1, estimate.Confidence) * Math.Sqrt(variance);
        double low = Math.Min(estimate.Low ?? double.PositiveInfinity, estimate.Value - half), high = Math.Max(estimate.High ?? double.NegativeInfinity, estimate.Value + half);
        return estimate with
        {
            Low = Math.Max(low, possible?.Low ?? low), High = Math.Min(high, possible?.High ?? high), Method = IntervalMethod.TwoWayT,
            Because = $"{over}: families and models are both samples",
        };
    }

    public static (int Family, int Model, double Residual)[] Residuals(MatchedUnits units, double[] values, double mean) =>
        [.. values.Select((value, i) => (units.Families[i], units.Models[i], value - mean))];

    public static double TQuantile(int freedom, double confidence) => StudentT.InvCDF(0, 1, Math.Max(1, freedom), (1 + confidence) / 2);
}
