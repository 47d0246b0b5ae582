namespace CensorshipEval.Clients;

/// <summary>
/// A token that is cancelled by the caller or by a clock, and knows which of the two it was. Putting the time off costs a note and no timer: the
/// timer rings at the time that was set first, and then waits for the rest.
/// </summary>
internal sealed class Deadline : IDisposable
{
    private static readonly TimeSpan Never = TimeSpan.MaxValue;
    private static readonly TimeSpan Shortest = TimeSpan.FromMilliseconds(1);

    private readonly Lock _lock = new();
    private readonly TimeProvider _time;
    private readonly long _start;
    private readonly CancellationToken _caller;
    private readonly CancellationTokenSource _source;
    private readonly ITimer _timer;
    private TimeSpan _due = Never;
    private TimeSpan _ringsAt = Never;

    public Deadline(TimeProvider time, CancellationToken caller)
    {
        _time = time;
        _start = time.GetTimestamp();
        _caller = caller;
        _source = CancellationTokenSource.CreateLinkedTokenSource(caller);
        _timer = time.CreateTimer(static state => ((Deadline)state!).Ring(), this, Timeout.InfiniteTimeSpan, Timeout.InfiniteTimeSpan);
    }

    public CancellationToken Token => _source.Token;

    /// <summary>Whether time ran out, rather than the caller's patience.</summary>
    public bool IsOver => _source.IsCancellationRequested && !_caller.IsCancellationRequested;

    /// <summary>Sets the clock anew.</summary>
    public void Set(TimeSpan time)
    {
        lock (_lock)
        {
            _due = Now + time;
            if (_due < _ringsAt) Arm(time);
        }
    }

    /// <summary>Stops the clock until it is set again, and tells what was left.</summary>
    public TimeSpan Pause()
    {
        lock (_lock)
        {
            TimeSpan left = _due == Never ? TimeSpan.Zero : _due - Now;
            _due = Never;
            // The system's timers know no less than a millisecond.
            return left > Shortest ? left : Shortest;
        }
    }

    public void Dispose()
    {
        _timer.Dispose();
        _source.Dispose();
    }

    private TimeSpan Now => _time.GetElapsedTime(_start);

    private void Arm(TimeSpan time)
    {
        _ringsAt = Now + time;
        _timer.Change(time, Timeout.InfiniteTimeSpan);
    }

    private void Ring()
    {
        lock (_lock)
        {
            _ringsAt = Never;
            if (_due == Never) return;
            TimeSpan left = _due - Now;
            if (left > TimeSpan.Zero)
            {
                Arm(left < Shortest ? Shortest : left);
                return;
            }
        }

        try
        {
            _source.Cancel();
        }
        catch (ObjectDisposedException)
        {
            // The call ended while the clock rang.
        }
    }
}
