using CensorshipEval.Running;

namespace CensorshipEval.Analysis;

/// <summary>Pseudo-random numbers that are the same on every machine and version: SplitMix64 (Steele, Lea and Flood, 2014).</summary>
internal struct SeededDraws(ulong seed)
{
    private ulong _state = seed;

    public SeededDraws(int seed)
        : this((ulong)seed)
    {
    }

    /// <summary>64 random bits.</summary>
    public ulong Next()
    {
        _state += 0x9E37_79B9_7F4A_7C15;
        return SeededPermutation.Mix(_state);
    }

    /// <summary>A number from 0 to below the bound; the bias of multiplying instead of rejecting is below 2^-32.</summary>
    public int Below(int bound) => (int)(((Next() >> 32) * (ulong)bound) >> 32);
}
