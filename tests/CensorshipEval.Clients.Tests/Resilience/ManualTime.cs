namespace CensorshipEval.Clients.Tests.Resilience;

/// <summary>A clock that a test moves; timers ring while it is moved, each at its own time.</summary>
internal sealed class ManualTime : TimeProvider
{
    private readonly Lock _lock = new();
    private readonly List<ManualTimer> _timers = [];
    private TimeSpan _now;

    public override long TimestampFrequency => TimeSpan.TicksPerSecond;

    public TimeSpan Now
    {
        get
        {
            lock (_lock) return _now;
        }
    }

    public override long GetTimestamp() => Now.Ticks;

    public override DateTimeOffset GetUtcNow() => new DateTimeOffset(2030, 1, 1, 0, 0, 0, TimeSpan.Zero) + Now;

    public override ITimer CreateTimer(TimerCallback callback, object? state, TimeSpan dueTime, TimeSpan period)
    {
        var timer = new ManualTimer(this, callback, state);
        timer.Change(dueTime, period);
        return timer;
    }

    public void Advance(TimeSpan time)
    {
        TimeSpan end = Now + time;
        while (true)
        {
            ManualTimer? next;
            lock (_lock)
            {
                next = _timers.Where(timer => timer.DueAt <= end).MinBy(static timer => timer.DueAt);
                if (next is null)
                {
                    _now = end;
                    return;
                }

                if (next.DueAt > _now) _now = next.DueAt;
                _timers.Remove(next);
            }

            next.Ring();
        }
    }

    /// <summary>Moves the clock from one timer to the next until the task is done; gives how long that took by this clock.</summary>
    public async Task<TimeSpan> RunAsync(Task task)
    {
        TimeSpan start = Now;
        for (int idle = 0; !task.IsCompleted;)
        {
            // What was woken runs on the pool: it gets a moment to set its next timer.
            await Task.Delay(TimeSpan.FromMilliseconds(2), System);
            if (task.IsCompleted) break;
            TimeSpan? due;
            lock (_lock) due = _timers.Count == 0 ? null : _timers.Min(static timer => timer.DueAt) - _now;
            if (due is { } wait) Advance(wait < TimeSpan.Zero ? TimeSpan.Zero : wait);
            else if (++idle > 2_000) throw new TimeoutException("Nothing waits for the clock, and the task is not done.");
        }

        return Now - start;
    }

    private sealed class ManualTimer(ManualTime time, TimerCallback callback, object? state) : ITimer
    {
        public TimeSpan DueAt { get; private set; }

        public void Ring() => callback(state);

        public bool Change(TimeSpan dueTime, TimeSpan period)
        {
            if (period != Timeout.InfiniteTimeSpan && period != TimeSpan.Zero) throw new NotSupportedException("Only timers that ring once.");
            lock (time._lock)
            {
                time._timers.Remove(this);
                if (dueTime == Timeout.InfiniteTimeSpan) return true;
                DueAt = time._now + dueTime;
                time._timers.Add(this);
            }

            return true;
        }

        public void Dispose() => Change(Timeout.InfiniteTimeSpan, Timeout.InfiniteTimeSpan);

        public ValueTask DisposeAsync()
        {
            Dispose();
            return ValueTask.CompletedTask;
        }
    }
}
