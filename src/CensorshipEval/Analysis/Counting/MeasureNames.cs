namespace CensorshipEval.Analysis;

/// <summary>Numbers the content measures of the trials that were counted.</summary>
internal sealed class MeasureNames
{
    private readonly Dictionary<string, int> _indices = new(StringComparer.Ordinal);

    public IReadOnlyCollection<string> All => _indices.Keys;

    public int IndexOf(string name)
    {
        if (!_indices.TryGetValue(name, out int index)) _indices[name] = index = _indices.Count;
        return index;
    }

    public MeasureNames Copy()
    {
        var copy = new MeasureNames();
        foreach ((string name, int index) in _indices) copy._indices[name] = index;
        return copy;
    }

    public int? Find(string name) => _indices.TryGetValue(name, out int index) ? index : null;
}
