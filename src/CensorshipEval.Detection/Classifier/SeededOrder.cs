namespace CensorshipEval.Detection;

/// <summary>Shuffles by SplitMix64 (Steele, Lea and Flood, 2014), so that the same seed gives the same order with any version of the platform.</summary>
internal sealed class SeededOrder(int seed)
{
    private ulong _state = (ulong)seed;

    public void Shuffle<T>(Span<T> items)
    {
        for (int i = items.Length - 1; i > 0; i--)
        {
            int j = (int)(Next() % (ulong)(i + 1));
            (items[i], items[j]) = (items[j], items[i]);
        }
    }

    private ulong Next()
    {
        _state += 0x9E3779B97F4A7C15;
        ulong z = _state;
        z = (z ^ (z >> 30)) * 0xBF58476D1CE4E5B9;
        z = (z ^ (z >> 27)) * 0x94D049BB133111EB;
        return z ^ (z >> 31);
    }
}
