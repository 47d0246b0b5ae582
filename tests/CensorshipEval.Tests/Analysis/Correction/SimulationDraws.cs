using CensorshipEval.Running;

namespace CensorshipEval.Tests.Analysis.Correction;

/// <summary>Random numbers for simulated audits; the same seed gives the same audit everywhere.</summary>
internal sealed class SimulationDraws(ulong seed)
{
    private ulong _state = seed;

    public double Uniform()
    {
        _state += 0x9E37_79B9_7F4A_7C15;
        return (SeededPermutation.Mix(_state) >> 11) * (1.0 / (1UL << 53));
    }

    public bool Chance(double probability) => Uniform() < probability;

    public int Binomial(int n, double probability)
    {
        int hits = 0;
        for (int i = 0; i < n; i++) if (Chance(probability)) hits++;
        return hits;
    }

    /// <summary>A family's own rate: beta with that mean and intra-family correlation.</summary>
    public double FamilyRate(double mean, double correlation)
    {
        if (mean is 0 or 1) return mean;
        double size = (1 - correlation) / correlation;
        double hits = Gamma(mean * size), misses = Gamma((1 - mean) * size);
        return hits + misses == 0 ? Chance(mean) ? 1 : 0 : hits / (hits + misses);
    }

    // Marsaglia and Tsang, "A Simple Method for Generating Gamma Variables", 2000.
    private double Gamma(double shape)
    {
        if (shape < 1) return Gamma(shape + 1) * Math.Pow(1 - Uniform(), 1 / shape);
        double d = shape - (1.0 / 3), c = 1 / Math.Sqrt(9 * d);
        while (true)
        {
            double x = Math.Sqrt(-2 * Math.Log(1 - Uniform())) * Math.Cos(2 * Math.PI * Uniform());
            double v = Math.Pow(1 + (c * x), 3);
            if (v > 0 && Math.Log(1 - Uniform()) < (x * x / 2) + d - (d * v) + (d * Math.Log(v))) return d * v;
        }
    }
}
