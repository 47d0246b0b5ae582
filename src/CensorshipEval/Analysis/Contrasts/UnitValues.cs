namespace CensorshipEval.Analysis;

/// <summary>The mean of a quantity per unit: one family in one form, and in one language, target and role as far as these are told apart.</summary>
internal sealed class UnitValues
{
    private readonly Dictionary<UnitKey, (double Sum, int Count, string Model)> _units = [];

    public IEnumerable<UnitKey> Keys => _units.Keys;

    public static UnitValues Of(IEnumerable<PromptCounts> cells, Quantity quantity, MeasureNames names, bool byLanguage = true, bool byTarget = true, bool byRole = false)
    {
        var values = new UnitValues();
        foreach (PromptCounts cell in cells)
        {
            (double sum, int count) = cell.Of(quantity, names);
            if (count == 0) continue;
            Prompt prompt = cell.Prompt;
            var key = new UnitKey(cell.Cluster, prompt.Form, byLanguage ? prompt.Language : null, byTarget ? cell.Target.Id : null, byRole ? prompt.Role : null);
            (double Sum, int Count, string) so = values._units.GetValueOrDefault(key);
            values._units[key] = (so.Sum + sum, so.Count + count, cell.ModelName);
        }

        return values;
    }

    /// <summary>The same units as another column, each with the mean of several of these.</summary>
    public static UnitValues MeanOf(IReadOnlyList<UnitValues> several)
    {
        var values = new UnitValues();
        foreach (UnitKey key in several.SelectMany(static one => one.Keys).Distinct())
        {
            (double Sum, int Count, string Model)[] there = [.. several.Where(one => one.Has(key)).Select(one => one._units[key])];
            if (there.Length < several.Count) continue;
            double mean = there.Average(static one => one.Sum / one.Count);
            int count = there.Sum(static one => one.Count);
            values._units[key] = (mean * count, count, "");
        }

        return values;
    }

    /// <summary>The same values, not told apart by target: of one target alone.</summary>
    public UnitValues WithoutTargets() => Map(static key => key with { Target = null });

    /// <summary>The same values under other numbers of their families; those of families without one are left out.</summary>
    public UnitValues Renumbered(IReadOnlyDictionary<int, int> families)
    {
        var values = new UnitValues();
        foreach ((UnitKey key, (double, int, string) value) in _units)
        {
            if (families.TryGetValue(key.Family, out int family)) values._units[key with { Family = family }] = value;
        }

        return values;
    }

    public bool Has(UnitKey key) => _units.ContainsKey(key);

    public double Mean(UnitKey key) => _units[key].Sum / _units[key].Count;

    public int Count(UnitKey key) => _units[key].Count;

    public string Model(UnitKey key) => _units[key].Model;

    private UnitValues Map(Func<UnitKey, UnitKey> to)
    {
        var values = new UnitValues();
        foreach ((UnitKey key, (double, int, string) value) in _units) values._units[to(key)] = value;
        return values;
    }
}
