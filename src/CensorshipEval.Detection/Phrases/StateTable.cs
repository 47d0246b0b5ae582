using System.Numerics;

namespace CensorshipEval.Detection;

/// <summary>Numbers by keys other than 0, for many look-ups of which most find nothing: two multiplications and seldom more than one read.</summary>
internal sealed class StateTable
{
    private const ulong Multiplier = 0x9E3779B97F4A7C15;

    // A third of the rows at least stay empty, and an empty row ends a search.
    private readonly (ulong Key, int State)[] _rows;
    private readonly int _shift;

    public StateTable(IReadOnlyDictionary<ulong, int> states)
    {
        _rows = new (ulong, int)[BitOperations.RoundUpToPowerOf2(((uint)states.Count * 3 / 2) + 2)];
        _shift = 64 - BitOperations.Log2((uint)_rows.Length);
        foreach ((ulong key, int state) in states)
        {
            int row = (int)((key * Multiplier) >> _shift);
            while (_rows[row].Key != 0) row = (row + 1) & (_rows.Length - 1);
            _rows[row] = (key, state);
        }
    }

    /// <summary>The number of a key, or -1.</summary>
    public int Find(ulong key)
    {
        (ulong Key, int State)[] rows = _rows;
        int row = (int)((key * Multiplier) >> _shift);
        while (true)
        {
            ref readonly (ulong Key, int State) found = ref rows[row];
            if (found.Key == key) return found.State;
            if (found.Key == 0) return -1;
            row = (row + 1) & (rows.Length - 1);
        }
    }
}
