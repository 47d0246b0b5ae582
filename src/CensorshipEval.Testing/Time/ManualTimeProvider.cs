namespace CensorshipEval.Testing;

/// <summary>
/// A clock that stands still until a test moves it. Timers, and with them <c>Task.Delay</c> and cancellation after a time, ring while it is moved, each at its own time
/// and in that order. Thread-safe.
/// </summary>
public sealed class ManualTimeProvider : TimeProvider
{
    private readonly Lock _lock = new();
    private readonly List<ManualTimer> _timers = [];
    private readonly DateTimeOffset _start;
    private long _order;
    private TimeSpan _elapsed;

    /// <summary>Creates a clock.</summary>
    /// <param name="start">What it shows at first; by default the first second of 2030 in UTC.</param>
    public ManualTimeProvider(DateTimeOffset? start = null) => _start = start ?? new DateTimeOffset(2030, 1, 1, 0, 0, 0, TimeSpan.Zero);

    /// <inheritdoc/>
    public override long TimestampFrequency => TimeSpan.TicksPerSecond;

    /// <inheritdoc/>
    public override TimeZoneInfo LocalTimeZone => TimeZoneInfo.Utc;

    /// <summary>By how much it was moved so far.</summary>
    public TimeSpan Elapsed
    {
        get
        {
            lock (_lock) return _elapsed;
        }
    }

    /// <summary>How many timers are set.</summary>
    public int ActiveTimers
    {
        get
        {
            lock (_lock) return _timers.Count;
        }
    }

    /// <inheritdoc/>
    public override DateTimeOffset GetUtcNow() => _start + Elapsed;

    /// <inheritdoc/>
    public override long GetTimestamp() => Elapsed.Ticks;

    /// <summary>Moves the clock on. Timers that come due ring on this thread, and see the time for which they were set.</summary>
    /// <param name="time">By how much; at least 0.</param>
    public void Advance(TimeSpan time)
    {
        ArgumentOutOfRangeException.ThrowIfLessThan(time, TimeSpan.Zero);
        TimeSpan end = Elapsed + time;
        while (true)
        {
            ManualTimer? next;
            lock (_lock)
            {
                next = _timers.Where(timer => timer.DueAt <= end).OrderBy(static timer => timer.DueAt).ThenBy(static timer => timer.Order).FirstOrDefault();
                if (next is null)
                {
                    if (end > _elapsed) _elapsed = end;
                    return;
                }

                if (next.DueAt > _elapsed) _elapsed = next.DueAt;
                next.Rearm();
            }

            next.Ring();
        }
    }

    /// <summary>Moves the clock from one timer to the next until a task is done, so that code which waits is tested without waiting.</summary>
    /// <returns>How long that took by this clock.</returns>
    /// <exception cref="TimeoutException">Nothing waits for this clock for some seconds, and the task is not done.</exception>
    public async Task<TimeSpan> RunAsync(Task task)
    {
        ArgumentNullException.ThrowIfNull(task);
        TimeSpan start = Elapsed;
        for (int idle = 0; !task.IsCompleted;)
        {
            // What was woken runs on the pool: it gets a moment to set its next timer.
            await Task.Delay(TimeSpan.FromMilliseconds(2), System).ConfigureAwait(false);
            if (task.IsCompleted) break;
            TimeSpan? due;
            lock (_lock) due = _timers.Count == 0 ? null : _timers.Min(static timer => timer.DueAt) - _elapsed;
            if (due is { } wait) Advance(wait < TimeSpan.Zero ? TimeSpan.Zero : wait);
            else if (++idle > 2_000) throw new TimeoutException("Nothing waits for this clock, and the task is not done.");
        }

        await task.ConfigureAwait(false);
        return Elapsed - start;
    }

    /// <inheritdoc/>
    public override ITimer CreateTimer(TimerCallback callback, object? state, TimeSpan dueTime, TimeSpan period)
    {
        ArgumentNullException.ThrowIfNull(callback);
        var timer = new ManualTimer(this, callback, state);
        timer.Change(dueTime, period);
        return timer;
    }

    private sealed class ManualTimer(ManualTimeProvider clock, TimerCallback callback, object? state) : ITimer
    {
        private TimeSpan _period = Timeout.InfiniteTimeSpan;
        private bool _disposed;

        public TimeSpan DueAt { get; private set; }

        public long Order { get; private set; }

        public void Ring() => callback(state);

        /// <summary>Under the clock's lock: the next time of a timer that rings again and again.</summary>
        public void Rearm()
        {
            if (_period > TimeSpan.Zero) DueAt += _period;
            else clock._timers.Remove(this);
        }

        public bool Change(TimeSpan dueTime, TimeSpan period)
        {
            lock (clock._lock)
            {
                if (_disposed) return false;
                clock._timers.Remove(this);
                if (dueTime == Timeout.InfiniteTimeSpan) return true;
                _period = period;
                DueAt = clock._elapsed + dueTime;
                Order = clock._order++;
                clock._timers.Add(this);
                return true;
            }
        }

        public void Dispose()
        {
            lock (clock._lock)
            {
                _disposed = true;
                clock._timers.Remove(this);
            }
        }

        public ValueTask DisposeAsync()
        {
            Dispose();
            return ValueTask.CompletedTask;
        }
    }
}
