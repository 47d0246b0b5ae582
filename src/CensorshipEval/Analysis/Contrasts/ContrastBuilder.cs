using MathNet.Numerics.Distributions;

namespace CensorshipEval.Analysis;

/// <summary>Puts contrasts together.</summary>
internal static class ContrastBuilder
{
    /// <summary>Left minus right; <see langword="null"/> where no unit is on both sides.</summary>
    public static Contrast? Of(Quantity quantity, UnitValues left, UnitValues right, AnalysisOptions options, bool test = true)
    {
        var units = new MatchedUnits(left, right);
        return units.Count == 0 ? null : Of(quantity, units, ContrastSide.Of(units, 0, quantity, options), ContrastSide.Of(units, 1, quantity, options), options, test);
    }

    /// <summary>A difference of differences: (first minus second) minus (third minus fourth); <see langword="null"/> where no unit has all four.</summary>
    public static Contrast? Of(Quantity quantity, UnitValues first, UnitValues second, UnitValues third, UnitValues fourth, AnalysisOptions options, bool test = true)
    {
        var units = new MatchedUnits(first, second, third, fourth);
        if (units.Count == 0) return null;
        ContrastSide[] sides = [.. Enumerable.Range(0, 4).Select(column => ContrastSide.Of(units, column, quantity, options))];
        return Of(quantity, units, sides[0].Minus(sides[1], options), sides[2].Minus(sides[3], options), options, test);
    }

    private static Contrast Of(Quantity quantity, MatchedUnits units, ContrastSide left, ContrastSide right, AnalysisOptions options, bool test)
    {
        ContrastSide difference = left.Minus(right, options);
        var variance = TwoWayVariance.Of(PooledInterval.Residuals(units, difference.Values, difference.Estimate.Value));
        bool pooled = units.ModelCount > 1;
        double? clustered = TwoSided(difference.Estimate.Value, variance.Family, units.FamilyCount - 1);
        (double? p, ContrastTest? which) = !test ? (null, null)
            // Models that do not differ at all leave Student's t without a variance, and the families are all that is left to ask.
            : pooled && TwoSided(difference.Estimate.Value, variance.TwoWay, Math.Min(units.FamilyCount, units.ModelCount) - 1) is { } both ? (both, ContrastTest.TwoWayT)
            : SignFlipTest.Of(difference.FamilySums(), options.Seed) is var (exact, name) ? ((double?)exact, (ContrastTest?)name) : default;
        return new Contrast
        {
            Quantity = quantity,
            Left = left.Estimate,
            Right = right.Estimate,
            Difference = difference.Estimate,
            Pairs = units.Count,
            Families = units.FamilyCount,
            UnpairedFamilies = units.UnmatchedFamilies,
            Models = units.ModelCount,
            Discordance = difference.Values.Count(static value => Math.Abs(value) > 1e-9) / (double)units.Count,
            PValue = p,
            Test = p is null ? null : which,
            ClusteredPValue = test ? clustered : null,
            LeastDetectable = DetectableDifference.Of(difference, units, options),
            IsDescriptive = units.FamilyCount < options.FewestFamilies,
            StandardErrors = new StandardErrors(Root(variance.Naive), Root(variance.Family), pooled ? Root(variance.Model) : null, pooled ? Root(variance.TwoWay) : null),
        };
    }

    private static double? TwoSided(double value, double variance, int freedom) =>
        variance > 1e-18 && freedom > 0 ? 2 * StudentT.CDF(0, 1, freedom, -Math.Abs(value) / Math.Sqrt(variance)) : null;

    private static double? Root(double variance) => variance >= 0 ? Math.Sqrt(variance) : null;
}
