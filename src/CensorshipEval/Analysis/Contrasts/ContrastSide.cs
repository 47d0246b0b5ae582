namespace CensorshipEval.Analysis;

/// <summary>One side of a contrast over matched units: a mean with its interval, or itself a difference of two sides.</summary>
internal sealed class ContrastSide
{
    private readonly MatchedUnits _units;
    private readonly double[] _familyResiduals;

    private ContrastSide(MatchedUnits units, double[] values, Estimate estimate, Interval? possible)
    {
        _units = units;
        Values = values;
        Interval = estimate.Interval;
        Estimate = PooledInterval.Widen(estimate, units, values, possible);
        Possible = possible;
        _familyResiduals = new double[units.FamilyCount];
        for (int i = 0; i < values.Length; i++) _familyResiduals[units.Families[i]] += values[i] - estimate.Value;
    }

    /// <summary>What is possible; <see langword="null"/> for what has no bounds.</summary>
    public Interval? Possible { get; }

    /// <summary>The value of each unit.</summary>
    public double[] Values { get; }

    /// <summary>The interval over families alone, from which that of a difference is made.</summary>
    public Interval? Interval { get; }

    /// <summary>The estimate as it is told: of several models, with an interval that allows for these, too.</summary>
    public Estimate Estimate { get; }

    /// <summary>The mean of a column of values.</summary>
    public static ContrastSide Of(MatchedUnits units, int column, Quantity quantity, AnalysisOptions options)
    {
        double[] values = units.Values(column);
        if (quantity.Scale is not { } scale) return new ContrastSide(units, values, Unbounded(units, values, options), null);
        var totals = new ClusterTotal[units.FamilyCount];
        for (int i = 0; i < values.Length; i++)
        {
            // A value beyond its measure's scale would be the measure's fault, and must not stop the analysis.
            values[i] = Math.Clamp(values[i], 0, scale);
            double value = values[i] / scale;
            totals[units.Families[i]] = totals[units.Families[i]].Plus(new ClusterTotal(1, value, value * value));
        }

        var mean = new ClusteredMean(totals, quantity.IsRate ? units.Trials(column) : units.Count);
        Estimate estimate = RateInterval.Of(mean, RateInterval.Default, options);
        return new ContrastSide(
            units, values, estimate with { Value = estimate.Value * scale, Low = estimate.Low * scale, High = estimate.High * scale }, new Interval(0, scale));
    }

    /// <summary>This side minus another, paired unit by unit.</summary>
    public ContrastSide Minus(ContrastSide other, AnalysisOptions options)
    {
        double[] values = [.. Values.Zip(other.Values, static (left, right) => left - right)];
        Estimate estimate;
        if (Possible is not null && other.Possible is not null && Interval is { } left && other.Interval is { } right)
        {
            double correlation = MoverInterval.Shrink(Correlation(other), _units.EffectiveFamilies);
            Interval ends = MoverInterval.Of(Estimate.Value, left, other.Estimate.Value, right, correlation);
            estimate = new Estimate
            {
                Value = Estimate.Value - other.Estimate.Value, Low = ends.Low, High = ends.High, Confidence = options.Confidence, Method = IntervalMethod.Mover,
                Because = "a difference of two bounded means over the same families", Families = _units.FamilyCount, Observations = _units.Count,
            };
        }
        else
        {
            estimate = Unbounded(_units, values, options);
        }

        Interval? possible = Possible is { } own && other.Possible is { } others ? new Interval(own.Low - others.High, own.High - others.Low) : null;
        return new ContrastSide(_units, values, estimate, possible);
    }

    /// <summary>The sum of the values of each family.</summary>
    public double[] FamilySums()
    {
        var sums = new double[_units.FamilyCount];
        for (int i = 0; i < Values.Length; i++) sums[_units.Families[i]] += Values[i];
        return sums;
    }

    private static Estimate Unbounded(MatchedUnits units, double[] values, AnalysisOptions options)
    {
        double mean = values.Average();
        double variance = TwoWayVariance.Of(PooledInterval.Residuals(units, values, mean)).Family;
        // Of what has no bounds, nothing is known of a spread that does not show.
        bool told = variance > 1e-18;
        double half = told ? PooledInterval.TQuantile(units.FamilyCount - 1, options.Confidence) * Math.Sqrt(variance) : 0;
        return new Estimate
        {
            Value = mean, Low = told ? mean - half : null, High = told ? mean + half : null, Confidence = options.Confidence, Method = IntervalMethod.ClusterRobustT,
            Because = told ? "a mean without bounds" : "no interval: the families do not differ, or there is but one", Families = units.FamilyCount, Observations = units.Count,
        };
    }

    private double Correlation(ContrastSide other)
    {
        double both = 0, own = 0, others = 0;
        for (int i = 0; i < _familyResiduals.Length; i++)
        {
            both += _familyResiduals[i] * other._familyResiduals[i];
            own += _familyResiduals[i] * _familyResiduals[i];
            others += other._familyResiduals[i] * other._familyResiduals[i];
        }

        return own <= 1e-18 || others <= 1e-18 ? 0 : both / Math.Sqrt(own * others);
    }
}
