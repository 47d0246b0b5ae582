namespace CensorshipEval.Running;

/// <summary>
/// A shuffle of the numbers 0 to count-1 that takes no memory: a balanced Feistel network over the next power of four,
/// walked along its cycles until it falls inside the range (Black and Rogaway, "Ciphers with Arbitrary Finite Domains", 2002).
/// The same seed gives the same order on every machine and version.
/// </summary>
internal sealed class SeededPermutation
{
    private const int Rounds = 4;

    private readonly long _count;
    private readonly int _halfBits;
    private readonly ulong _mask;
    private readonly ulong _seed;

    public SeededPermutation(long count, int seed)
    {
        ArgumentOutOfRangeException.ThrowIfNegative(count);
        _count = count;
        _seed = Mix((ulong)seed + 0x9E37_79B9_7F4A_7C15);
        while (1L << (2 * _halfBits) < count) _halfBits++;
        _mask = (1UL << _halfBits) - 1;
    }

    public long this[long position]
    {
        get
        {
            ArgumentOutOfRangeException.ThrowIfGreaterThanOrEqual(position, _count);
            ulong value = (ulong)position;
            do
            {
                value = Encrypt(value);
            }
            while (value >= (ulong)_count);
            return (long)value;
        }
    }

    /// <summary>The finaliser of SplitMix64 (Steele, Lea and Flood, 2014).</summary>
    internal static ulong Mix(ulong value)
    {
        value = (value ^ (value >> 30)) * 0xBF58_476D_1CE4_E5B9;
        value = (value ^ (value >> 27)) * 0x94D0_49BB_1331_11EB;
        return value ^ (value >> 31);
    }

    private ulong Encrypt(ulong value)
    {
        ulong left = value >> _halfBits;
        ulong right = value & _mask;
        for (int round = 0; round < Rounds; round++)
            (left, right) = (right, left ^ (Mix(right + _seed + ((ulong)round << 56)) & _mask));
        return (left << _halfBits) | right;
    }
}
