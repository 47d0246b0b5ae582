namespace CensorshipEval.Reporting;

/// <summary>Names that many exchanges share, each written once and referred to by its place.</summary>
internal sealed class NameTable
{
    private readonly Dictionary<string, int> _places = new(StringComparer.Ordinal);
    private readonly List<string> _names = [];

    public IReadOnlyList<string> Names => _names;

    /// <summary>The place of a name; -1 of none.</summary>
    public int Place(string? name)
    {
        if (name is null) return -1;
        if (_places.TryGetValue(name, out int place)) return place;
        _places.Add(name, _names.Count);
        _names.Add(name);
        return _names.Count - 1;
    }
}
