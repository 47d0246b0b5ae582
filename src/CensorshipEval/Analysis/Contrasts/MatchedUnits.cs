namespace CensorshipEval.Analysis;

/// <summary>The units that every column has a value for, in a stable order, with their families and models numbered from 0.</summary>
internal sealed class MatchedUnits
{
    private readonly UnitValues[] _columns;
    private readonly UnitKey[] _keys;

    public MatchedUnits(params UnitValues[] columns)
    {
        _columns = columns;
        _keys =
        [
            .. columns[0].Keys.Where(key => columns.All(column => column.Has(key)))
                .OrderBy(static key => key.Family).ThenBy(static key => key.Target, StringComparer.Ordinal).ThenBy(static key => key.Language)
                .ThenBy(static key => key.Form).ThenBy(static key => key.Role),
        ];
        Families = Number(key => key.Family);
        Models = Number(key => columns[0].Model(key));
        FamilyCount = Families.Length == 0 ? 0 : Families.Max() + 1;
        ModelCount = Models.Length == 0 ? 0 : Models.Max() + 1;
        UnmatchedFamilies = columns.SelectMany(static column => column.Keys).Select(static key => key.Family).Distinct().Count() - FamilyCount;
    }

    public int Count => _keys.Length;

    public IReadOnlyList<UnitKey> Keys => _keys;

    /// <summary>Family of each unit.</summary>
    public int[] Families { get; }

    /// <summary>Model of each unit.</summary>
    public int[] Models { get; }

    public int FamilyCount { get; }

    public int ModelCount { get; }

    /// <summary>Families that some column has a value for, but none of whose units is in all columns.</summary>
    public int UnmatchedFamilies { get; }

    /// <summary>How many families of equally many units would tell as much.</summary>
    public double EffectiveFamilies
    {
        get
        {
            double squares = Families.GroupBy(static family => family).Sum(static family => Math.Pow(family.Count(), 2));
            return squares == 0 ? 0 : (double)Count * Count / squares;
        }
    }

    public double[] Values(int column) => [.. _keys.Select(_columns[column].Mean)];

    public int Trials(int column) => _keys.Sum(_columns[column].Count);

    private int[] Number<T>(Func<UnitKey, T> of)
        where T : notnull
    {
        var numbers = new Dictionary<T, int>();
        return [.. _keys.Select(key =>
        {
            T value = of(key);
            if (!numbers.TryGetValue(value, out int number)) numbers[value] = number = numbers.Count;
            return number;
        })];
    }
}
