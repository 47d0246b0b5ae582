using System.Globalization;
using MathNet.Numerics.Distributions;

namespace CensorshipEval.Analysis;

/// <summary>Intervals of what is pooled over models: the models are a sample, too.</summary>
internal static class PooledInterval
{
    /// <summary>Student's t for both clusterings where that is wider than the interval over families alone.</summary>
    public static Estimate Widen(Estimate estimate, MatchedUnits units, double[] values)
    {
        double variance = TwoWayVariance.Of(Residuals(units, values, estimate.Value)).TwoWay;
        string over = string.Create(CultureInfo.InvariantCulture, $"pooled over {units.ModelCount} models");
        if (!(variance > 0)) return estimate with { Because = $"{estimate.Because}; {over}, which do not differ" };
        double half = TQuantile(Math.Min(units.FamilyCount, units.ModelCount) - 1, estimate.Confidence) * Math.Sqrt(variance);
        return estimate.Low is { } low && estimate.High is { } high && (high - low) / 2 >= half
            ? estimate with { Because = $"{estimate.Because}; {over}, and no narrower than families and models allow" }
            : estimate with { Low = estimate.Value - half, High = estimate.Value + half, Method = IntervalMethod.TwoWayT, Because = $"{over}: families and models are both samples" };
    }

    public static (int Family, int Model, double Residual)[] Residuals(MatchedUnits units, double[] values, double mean) =>
        [.. values.Select((value, i) => (units.Families[i], units.Models[i], value - mean))];

    public static double TQuantile(int freedom, double confidence) => StudentT.InvCDF(0, 1, Math.Max(1, freedom), (1 + confidence) / 2);
}
