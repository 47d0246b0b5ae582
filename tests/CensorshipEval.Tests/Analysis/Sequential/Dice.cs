using CensorshipEval.Running;

namespace CensorshipEval.Tests.Analysis.Sequential;

/// <summary>Pseudo-random numbers that are the same on every machine: SplitMix64.</summary>
internal sealed class Dice(int seed)
{
    private ulong _state = SeededPermutation.Mix((ulong)seed + 0xD1CE);

    /// <summary>From 0 to below 1.</summary>
    public double Next()
    {
        _state += 0x9E37_79B9_7F4A_7C15;
        return (SeededPermutation.Mix(_state) >> 11) * (1.0 / (1UL << 53));
    }

    /// <summary>From a beta distribution (Jöhnk 1964).</summary>
    public double Beta(double a, double b)
    {
        while (true)
        {
            double x = Math.Pow(Next(), 1 / a), y = Math.Pow(Next(), 1 / b);
            if (x + y is > 0 and <= 1) return x / (x + y);
        }
    }

    /// <summary>Fisher and Yates.</summary>
    public void Shuffle<T>(T[] values)
    {
        for (int i = values.Length - 1; i > 0; i--)
        {
            int other = (int)(Next() * (i + 1));
            (values[i], values[other]) = (values[other], values[i]);
        }
    }
}
