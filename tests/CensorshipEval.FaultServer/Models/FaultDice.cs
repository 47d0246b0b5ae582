namespace CensorshipEval.Faults.Models;

/// <summary>Which answers a fault is played in place of: the same ones, in the order of requests, for the same seed.</summary>
internal sealed class FaultDice(double share, int seed)
{
    private long _rolled;
    private long _played;

    /// <summary>How many faults were played so far.</summary>
    public long Played => Interlocked.Read(ref _played);

    public PlayedFault Roll()
    {
        if (share <= 0) return PlayedFault.None;
        ulong roll = Mix(((ulong)seed << 32) + (ulong)Interlocked.Increment(ref _rolled));
        if ((roll >> 11) * (1.0 / (1UL << 53)) >= share) return PlayedFault.None;
        Interlocked.Increment(ref _played);
        return (PlayedFault)(1 + (Mix(roll) % (ulong)PlayedFault.EmptyBody));
    }

    // SplitMix64's finalizer.
    private static ulong Mix(ulong value)
    {
        value += 0x9E3779B97F4A7C15;
        value = (value ^ (value >> 30)) * 0xBF58476D1CE4E5B9;
        value = (value ^ (value >> 27)) * 0x94D049BB133111EB;
        return value ^ (value >> 31);
    }
}
