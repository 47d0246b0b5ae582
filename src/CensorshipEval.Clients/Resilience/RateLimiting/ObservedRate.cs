namespace CensorshipEval.Clients;

/// <summary>Counts what a provider answered in the last minute; not safe for several threads.</summary>
internal sealed class ObservedRate(TimeProvider time)
{
    private const int Seconds = 60;

    private readonly int[] _answers = new int[Seconds];
    private readonly long _start = time.GetTimestamp();
    private long? _first; // second in which the first call was let through
    private long _at;

    /// <summary>Notes that a call was let through.</summary>
    public void NoteCall() => _first ??= Now();

    /// <summary>Notes an answer, which the provider allowed.</summary>
    public void NoteAnswer() => _answers[Now() % Seconds]++;

    /// <summary>Answers a second, over a second at least and a minute at most; one answer where none has come.</summary>
    public double PerSecond()
    {
        long now = Now();
        long over = Math.Clamp(now - (_first ?? now) + 1, 1, Seconds);
        return (double)Math.Max(1, _answers.Sum()) / over;
    }

    private long Now()
    {
        long now = (long)time.GetElapsedTime(_start).TotalSeconds;
        if (now - _at >= Seconds) Array.Clear(_answers);
        else for (long second = _at + 1; second <= now; second++) _answers[second % Seconds] = 0;
        _at = Math.Max(_at, now);
        return _at;
    }
}
