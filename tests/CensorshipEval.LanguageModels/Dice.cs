global using Models = CensorshipEval.Detection.LanguageModels;
namespace CensorshipEval.LanguageModels;

/// <summary>A seeded generator (SplitMix64) whose sequence stays the same for ever, so that a model can be built again.</summary>
internal sealed class Dice(ulong seed)
{
    private ulong _state = seed;

    public ulong Next()
    {
        ulong z = _state += 0x9E3779B97F4A7C15;
        z = (z ^ (z >> 30)) * 0xBF58476D1CE4E5B9;
        z = (z ^ (z >> 27)) * 0x94D049BB133111EB;
        return z ^ (z >> 31);
    }

    public int Below(int limit) => (int)((UInt128)Next() * (ulong)limit >> 64);

    public double Fraction() => (Next() >> 11) * (1.0 / (1UL << 53));
}
