namespace CensorshipEval.Clients;

/// <summary>
/// Spaces the calls to one provider host; shared by every client of that host. Requests and tokens each flow into a bucket at the allowed rate;
/// a call waits until it can take from both, in the order in which it came. Being told to slow down halves the rate, which then recovers slowly.
/// </summary>
public sealed class ProviderRateLimiter : IDisposable
{
    private static readonly TimeSpan BetweenHalvings = TimeSpan.FromSeconds(10);

    private const double LowestShare = 1.0 / 64;

    private readonly ProviderRateLimitOptions _options;
    private readonly TimeProvider _time;
    private readonly SemaphoreSlim _turn = new(1);
    private readonly Lock _lock = new();
    private readonly Bucket? _requests;
    private readonly Bucket? _tokens;
    private double _share = 1;
    private long _shareAt;
    private long? _halvedAt;

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
        _shareAt = _time.GetTimestamp();
        _requests = options.RequestsPerMinute is { } perMinute ? new Bucket(perMinute / 60, Math.Max(1, perMinute / 60), _shareAt) : null;
        _tokens = options.TokensPerMinute is { } tokenRate ? new Bucket(tokenRate / 60, Math.Max(options.ExpectedTokensPerCall, tokenRate / 60), _shareAt) : null;
    }

    /// <summary>Share of the allowed rate that is used at present, above 0 to 1.</summary>
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
        if (_requests is null && _tokens is null) return;
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

    /// <summary>Puts the reported use in place of the reserved one.</summary>
    public void Report(long tokensUsed)
    {
        if (_tokens is null) return;
        lock (_lock) _tokens.Level -= tokensUsed - _options.ExpectedTokensPerCall;
    }

    /// <summary>The provider said that calls come too fast.</summary>
    public void SlowDown()
    {
        lock (_lock)
        {
            // The calls that were under way together are told together: that is one message.
            if (_halvedAt is { } last && _time.GetElapsedTime(last) < BetweenHalvings) return;
            _share = Math.Max(LowestShare, Share() / 2);
            _shareAt = _time.GetTimestamp();
            _halvedAt = _shareAt;
        }
    }

    /// <inheritdoc/>
    public void Dispose() => _turn.Dispose();

    private double Share() => Math.Min(1, _share + (_options.RecoveryPerMinute * _time.GetElapsedTime(_shareAt).TotalMinutes));

    private TimeSpan TryTake()
    {
        long now = _time.GetTimestamp();
        double share = Share();
        _requests?.Fill(now, share, _time);
        _tokens?.Fill(now, share, _time);
        double wait = Math.Max(_requests?.SecondsUntil(1, share) ?? 0, _tokens?.SecondsUntil(_options.ExpectedTokensPerCall, share) ?? 0);
        if (wait > 0) return TimeSpan.FromSeconds(Math.Max(wait, 0.001));
        if (_requests is not null) _requests.Level -= 1;
        if (_tokens is not null) _tokens.Level -= _options.ExpectedTokensPerCall;
        return TimeSpan.Zero;
    }

    private sealed class Bucket
    {
        private readonly double _perSecond;
        private readonly double _capacity;
        private long _filledAt;

        public Bucket(double perSecond, double capacity, long filledAt)
        {
            _perSecond = perSecond;
            _capacity = capacity;
            _filledAt = filledAt;
            Level = capacity;
        }

        /// <summary>May fall below zero when a call used more than was reserved.</summary>
        public double Level { get; set; }

        public void Fill(long now, double share, TimeProvider time)
        {
            Level = Math.Min(_capacity, Level + (_perSecond * share * time.GetElapsedTime(_filledAt, now).TotalSeconds));
            _filledAt = now;
        }

        // A hair of rounding must not cost another wait.
        public double SecondsUntil(double amount, double share) => Level >= amount - 1e-9 ? 0 : (amount - Level) / (_perSecond * share);
    }
}
