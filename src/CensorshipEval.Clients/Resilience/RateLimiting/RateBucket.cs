namespace CensorshipEval.Clients;

/// <summary>What flows in at a rate and is taken out call by call; not safe for several threads.</summary>
internal sealed class RateBucket(double perSecond, double capacity, double level, long filledAt)
{
    private static readonly TimeSpan LongestDebt = TimeSpan.FromHours(1);

    private double _level = level;
    private long _filledAt = filledAt;

    public void Fill(long now, double share, TimeProvider time)
    {
        _level = Math.Min(capacity, _level + (perSecond * share * time.GetElapsedTime(_filledAt, now).TotalSeconds));
        _filledAt = now;
    }

    // A hair of rounding must not cost another wait.
    public double SecondsUntil(double amount, double share) => _level >= amount - 1e-9 ? 0 : (amount - _level) / (perSecond * share);

    /// <summary>May fall below zero when a call used more than was reserved, and no further than an hour brings back.</summary>
    public void Take(double amount, double share)
    {
        double deepest = -perSecond * share * LongestDebt.TotalSeconds;
        if (_level - amount >= deepest) _level -= amount;
        else _level = Math.Min(_level, deepest);
    }
}
