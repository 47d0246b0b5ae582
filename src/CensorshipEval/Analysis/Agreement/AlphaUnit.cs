namespace CensorshipEval.Analysis;

/// <summary>How often each value was given to an item, by the value's place in the order.</summary>
internal readonly record struct AlphaUnit((int Value, int Times)[] Counts, int Judges, double Weight)
{
    public static AlphaUnit Of(IReadOnlyList<double?> given, double[] values, double weight)
    {
        (int, int)[] counts = [.. given.OfType<double>().GroupBy(value => Array.BinarySearch(values, value)).Select(static group => (group.Key, group.Count()))];
        return new AlphaUnit(counts, counts.Sum(static count => count.Item2), weight);
    }
}

/// <summary>Disagreement as the metric has it, observed and expected, and the shares of unequal pairs.</summary>
internal readonly record struct AlphaParts(double Observed, double Expected, double Greatest, double Unequal, double UnequalByChance)
{
    public double? Alpha => Expected > 0 ? 1 - (Observed / Expected) : null;
}
