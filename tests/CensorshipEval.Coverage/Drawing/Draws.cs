using System.Numerics;

namespace CensorshipEval.Coverage;

/// <summary>Random numbers of one cell of a grid: xoshiro256++ (Blackman and Vigna 2021), the same on every machine.</summary>
internal sealed class Draws
{
    private readonly ulong[] _state = new ulong[4];
    private double _spare = double.NaN;

    /// <summary>Numbers that belong to a name: those of a cell do not depend on which cells ran before it.</summary>
    public Draws(string name)
    {
        ulong hash = 14_695_981_039_346_656_037; // FNV-1a
        foreach (char c in name) hash = (hash ^ c) * 1_099_511_628_211;
        for (int i = 0; i < _state.Length; i++)
        {
            hash += 0x9E37_79B9_7F4A_7C15;
            ulong value = (hash ^ (hash >> 30)) * 0xBF58_476D_1CE4_E5B9;
            value = (value ^ (value >> 27)) * 0x94D0_49BB_1331_11EB;
            _state[i] = value ^ (value >> 31);
        }
    }

    /// <summary>Uniform, from 0 to below 1.</summary>
    public double Uniform() => (Next() >> 11) * (1.0 / (1UL << 53));

    public int Below(int bound) => (int)(Uniform() * bound);

    /// <summary>Standard normal, by the polar method.</summary>
    public double Normal()
    {
        if (!double.IsNaN(_spare))
        {
            double kept = _spare;
            _spare = double.NaN;
            return kept;
        }

        while (true)
        {
            double x = (2 * Uniform()) - 1, y = (2 * Uniform()) - 1, square = (x * x) + (y * y);
            if (square is 0 or >= 1) continue;
            double scale = Math.Sqrt(-2 * Math.Log(square) / square);
            _spare = y * scale;
            return x * scale;
        }
    }

    private ulong Next()
    {
        ulong result = BitOperations.RotateLeft(_state[0] + _state[3], 23) + _state[0];
        ulong shifted = _state[1] << 17;
        _state[2] ^= _state[0];
        _state[3] ^= _state[1];
        _state[1] ^= _state[2];
        _state[0] ^= _state[3];
        _state[2] ^= shifted;
        _state[3] = BitOperations.RotateLeft(_state[3], 45);
        return result;
    }
}
