namespace CensorshipEval.Analysis;

/// <summary>
/// Counts names that come from outside, in bounded memory: of more than <see cref="Most"/>, the first in ordinal order are kept, so that the result does
/// not depend on the order of trials.
/// </summary>
internal sealed class NameCounts
{
    public const int Most = 64;

    /// <summary>Names are told apart by this many characters.</summary>
    private const int LongestName = 200;

    private readonly SortedDictionary<string, Count> _names = new(StringComparer.Ordinal);

    public int Different => _names.Count;

    /// <summary>The most frequent first.</summary>
    public IEnumerable<KeyValuePair<string, Count>> Ordered() =>
        _names.OrderByDescending(static name => name.Value.Trials).ThenBy(static name => name.Key, StringComparer.Ordinal);

    public static string? Clean(string? name)
    {
        string? trimmed = name?.Trim();
        if (string.IsNullOrEmpty(trimmed)) return null;
        return trimmed.Length <= LongestName ? trimmed : trimmed[..LongestName];
    }

    /// <summary>Counts a name that <see cref="Clean"/> gave.</summary>
    public void Add(string name, DateTimeOffset? askedAt)
    {
        if (!_names.TryGetValue(name, out Count? count))
        {
            _names[name] = count = new Count();
            if (_names.Count > Most) _names.Remove(_names.Keys.Last());
        }

        count.Trials++;
        if (askedAt is not { } at) return;
        if (count.First is not { } first || at < first) count.First = at;
        if (count.Last is not { } last || at > last) count.Last = at;
    }

    public sealed class Count
    {
        public long Trials { get; set; }

        public DateTimeOffset? First { get; set; }

        public DateTimeOffset? Last { get; set; }
    }
}
