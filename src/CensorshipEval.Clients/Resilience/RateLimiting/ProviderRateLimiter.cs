namespace CensorshipEval.Clients;

/// <summary>
/// Spaces the calls to one provider host; shared by every client of that host. Requests and tokens each flow into a bucket at the allowed rate;
/// a call waits until it can take from both, in the order in which it came. Being told to slow down holds all calls back for as long as was asked for
/// and halves the rate, which then recovers slowly. Where no rate of requests is set, all calls go through until then, and the rate that was observed
/// takes its place until it has recovered.
/// </summary>
public sealed class ProviderRateLimiter : IDisposable
{
    private static readonly TimeSpan BetweenHalvings = TimeSpan.FromSeconds(10);

    // The system's timers know no more than some weeks.
    private static readonly TimeSpan LongestSleep = TimeSpan.FromHours(1);

    private const double LowestShare = 1.0 / 64;

    private readonly ProviderRateLimitOptions _options;
    private readonly TimeProvider _time;
    private readonly SemaphoreSlim _turn = new(1);
    private readonly Lock _lock = new();
    private readonly ObservedRate _observed;
    private readonly RateBucket? _tokens;
    private RateBucket? _requests;
    private double _share = 1;
    private long _shareAt;
    private long? _halvedAt;
    private (long From, TimeSpan Time)? _hold;

    /// <summary>Creates a limiter with full buckets of one second's worth, at least one call.</summary>
    /// <param name="options">What the provider allows.</param>
    /// <param name="timeProvider">Clock; the system's by default.</param>
    /// <exception cref="ArgumentOutOfRangeException">An option is out of its range.</exception>
    public ProviderRateLimiter(ProviderRateLimitOptions options, TimeProvider? timeProvider = null)
    {
        ArgumentNullException.ThrowIfNull(options);
        OptionErrors.Throw(options.Validate());
        _options = options;
        _time = timeProvider ?? TimeProvider.System;
        _observed = new ObservedRate(_time);
        _shareAt = _time.GetTimestamp();
        _requests = options.RequestsPerMinute is { } perMinute ? Requests(perMinute / 60, full: true) : null;
        if (options.TokensPerMinute is not { } tokenRate) return;
        double tokens = Math.Max(options.ExpectedTokensPerCall, tokenRate / 60);
        _tokens = new RateBucket(tokenRate / 60, tokens, tokens, _shareAt);
    }

    /// <summary>Share of the allowed or observed rate that is used at present, above 0 to 1.</summary>
    public double CurrentShare
    {
        get
        {
            lock (_lock) return Share();
        }
    }

    /// <summary>Waits until a call may be sent.</summary>
    public async ValueTask WaitAsync(CancellationToken cancellationToken = default)
    {
        await _turn.WaitAsync(cancellationToken).ConfigureAwait(false);
        try
        {
            while (true)
            {
                TimeSpan wait;
                lock (_lock) wait = TryTake();
                if (wait == TimeSpan.Zero) return;
                await Task.Delay(wait, _time, cancellationToken).ConfigureAwait(false);
            }
        }
        finally
        {
            _turn.Release();
        }
    }

    /// <summary>Puts the reported use in place of the reserved one; a number that no call can have used is as none.</summary>
    public void Report(long tokensUsed)
    {
        if (_tokens is null || TokenCounts.Sensible(tokensUsed) is not { } used) return;
        lock (_lock) _tokens.Take(used - _options.ExpectedTokensPerCall, Share());
    }

    /// <summary>The provider said that calls come too fast.</summary>
    /// <param name="retryAfter">How long it asks to wait, where it said so; held for all calls, up to the longest hold of the options.</param>
    public void SlowDown(TimeSpan? retryAfter = null)
    {
        lock (_lock)
        {
            long now = _time.GetTimestamp();
            TimeSpan asked = retryAfter is not { } wait || wait < TimeSpan.Zero ? TimeSpan.Zero : wait < _options.LongestHold ? wait : _options.LongestHold;
            if (asked > HoldLeft(now)) _hold = (now, asked);

            // The calls that were under way together are told together: that is one message.
            if (_halvedAt is { } last && _time.GetElapsedTime(last, now) < BetweenHalvings) return;
            double share = Share();
            _requests ??= Requests(_observed.PerSecond(), full: false);
            _share = Math.Max(LowestShare, share / 2);
            _shareAt = now;
            _halvedAt = now;
        }
    }

    /// <summary>The provider answered a call.</summary>
    internal void Answered()
    {
        lock (_lock) _observed.NoteAnswer();
    }

    /// <inheritdoc/>
    public void Dispose() => _turn.Dispose();

    private double Share() => Math.Min(1, _share + (_options.RecoveryPerMinute * _time.GetElapsedTime(_shareAt).TotalMinutes));

    private RateBucket Requests(double perSecond, bool full)
    {
        double capacity = Math.Max(1, perSecond);
        return new RateBucket(perSecond, capacity, full ? capacity : 0, _time.GetTimestamp());
    }

    private TimeSpan HoldLeft(long now)
    {
        if (_hold is not { } hold) return TimeSpan.Zero;
        TimeSpan left = hold.Time - _time.GetElapsedTime(hold.From, now);
        return left > TimeSpan.Zero ? left : TimeSpan.Zero;
    }

    private TimeSpan TryTake()
    {
        long now = _time.GetTimestamp();
        double share = Share();
        // What was only observed is no limit for ever.
        if (share >= 1 && _options.RequestsPerMinute is null) _requests = null;
        _requests?.Fill(now, share, _time);
        _tokens?.Fill(now, share, _time);
        double wait = Math.Max(_requests?.SecondsUntil(1, share) ?? 0, _tokens?.SecondsUntil(_options.ExpectedTokensPerCall, share) ?? 0);
        wait = Math.Max(wait, HoldLeft(now).TotalSeconds);
        if (wait > 0) return TimeSpan.FromSeconds(Math.Clamp(wait, 0.001, LongestSleep.TotalSeconds));
        _observed.NoteCall();
        _requests?.Take(1, share);
        _tokens?.Take(_options.ExpectedTokensPerCall, share);
        return TimeSpan.Zero;
    }
}
