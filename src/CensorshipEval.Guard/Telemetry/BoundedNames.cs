using System.Collections.Concurrent;

namespace CensorshipEval.Guard;

/// <summary>Keeps the values of a metric's tag few: the first so many names pass, all others are one.</summary>
internal sealed class BoundedNames(int limit)
{
    public const string Other = "other";

    private readonly ConcurrentDictionary<string, bool> _names = new(StringComparer.Ordinal);
    private int _count;

    public string Of(string name)
    {
        if (_names.ContainsKey(name)) return name;
        if (Interlocked.Increment(ref _count) > limit)
        {
            Interlocked.Decrement(ref _count);
            return Other;
        }

        // Another thread may have been first with it, and has taken its place.
        if (!_names.TryAdd(name, true)) Interlocked.Decrement(ref _count);
        return name;
    }
}
