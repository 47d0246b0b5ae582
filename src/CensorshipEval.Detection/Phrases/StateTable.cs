using System.Numerics;

namespace CensorshipEval.Detection;

/// <summary>
/// Numbers by keys of 48 bits other than 0, for many look-ups of which most find nothing: two multiplications and seldom more than one read. Key and number share
/// eight bytes, so that more of the table stays near the processor.
/// </summary>
internal sealed class StateTable
{
    private const ulong Multiplier = 0x9E3779B97F4A7C15;

    private const int NumberBits = 16;

    /// <summary>Keys from here on are looked up far more often than they are there.</summary>
    private const ulong Rare = 1UL << 32;

    // A bit for each of 65,536 hashes of such keys: small enough to stay nearest to the processor.
    private readonly ulong[] _bits = new ulong[1024];

    // A third of the rows at least stay empty, and an empty row ends a search.
    private readonly ulong[] _rows;
    private readonly int _shift;

    /// <exception cref="ArgumentException">A key or a number is too big.</exception>
    public StateTable(IReadOnlyDictionary<ulong, int> states)
    {
        _rows = new ulong[BitOperations.RoundUpToPowerOf2(((uint)states.Count * 3 / 2) + 2)];
        _shift = 64 - BitOperations.Log2((uint)_rows.Length);
        foreach ((ulong key, int state) in states)
        {
            if (key >> (64 - NumberBits) != 0 || state >> NumberBits != 0) throw new ArgumentException($"State {state} under key {key} has no room.", nameof(states));
            ulong hash = key * Multiplier;
            if (key >= Rare) _bits[hash >> 54] |= 1UL << (int)(hash >> 48);
            int row = Row(key);
            while (_rows[row] != 0) row = (row + 1) & (_rows.Length - 1);
            _rows[row] = (key << NumberBits) | (uint)state;
        }
    }

    /// <summary>Whether a key of more than 32 bits may be there: a quick no for most that are not.</summary>
    public bool MayHave(ulong key)
    {
        ulong hash = key * Multiplier;
        return ((_bits[hash >> 54] >> (int)(hash >> 48)) & 1) != 0;
    }

    /// <summary>The number of a key, or -1.</summary>
    public int Find(ulong key)
    {
        ulong[] rows = _rows;
        int row = Row(key);
        while (true)
        {
            ulong found = rows[row];
            if (found >> NumberBits == key) return (int)(found & ((1 << NumberBits) - 1));
            if (found == 0) return -1;
            row = (row + 1) & (rows.Length - 1);
        }
    }

    private int Row(ulong key) => (int)((key * Multiplier) >> _shift);
}
