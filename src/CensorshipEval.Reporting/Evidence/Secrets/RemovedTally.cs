namespace CensorshipEval.Reporting;

/// <summary>Counts what is removed, by field.</summary>
internal sealed class RemovedTally
{
    // Fields of a recording may be called anything, and there may be any number of them.
    private const int MostFields = 200;
    private const int LongestName = 80;

    private readonly SortedDictionary<(string Field, bool IsWhole), long> _counts = new(Comparer<(string Field, bool IsWhole)>.Create(static (a, b) =>
        string.CompareOrdinal(a.Field, b.Field) is var order and not 0 ? order : a.IsWhole.CompareTo(b.IsWhole)));

    public IReadOnlyList<RemovedPart> Parts => [.. _counts.Select(static item => new RemovedPart(item.Key.Field, item.Key.IsWhole, item.Value))];

    public void Add(string field, bool isWhole, long count = 1)
    {
        if (count == 0) return;
        (string, bool) key = (field, isWhole);
        if (!_counts.ContainsKey(key) && _counts.Count >= MostFields) key = ("others", isWhole);
        _counts[key] = _counts.GetValueOrDefault(key) + count;
    }

    /// <summary>Name of a field of metadata, which is anyone's text.</summary>
    public static string Named(string within, string name, SecretMask mask)
    {
        long found = 0;
        string shown = VisibleText.Of(mask.Told(name, ref found));
        return $"{within}.metadata.{(shown.Length <= LongestName ? shown : shown[..LongestName] + "…")}";
    }
}
