using CensorshipEval.Costs;

namespace CensorshipEval.Reporting.Terminal;

/// <summary>
/// Counts the trials of a run as they come, and says how far it is, how fast, how long it will take and what it costs. A run that was broken off is counted as a whole: give the trials
/// that are stored already to <see cref="AddStored"/>. Thread-safe; its memory does not grow with the number of trials.
/// </summary>
public sealed class RunMeter
{
    private static readonly TimeSpan MostTime = TimeSpan.FromDays(9_999);

    private readonly Lock _lock = new();
    private readonly long _planned;
    private readonly CostMeter? _costs;
    private readonly TimeProvider _time;
    private readonly long _begun;
    private readonly RateWindow _rate;
    private readonly Dictionary<string, long> _doneOf = new(StringComparer.Ordinal);
    private double _now;
    private long _stored;
    private long _obtained;
    private long _inputBlocked;
    private long _outputBlocked;
    private long _retracted;
    private long _refused;
    private long _failed;
    private long _missing;

    /// <summary>Begins to count.</summary>
    /// <param name="planned">Trials of the whole plan, those that are stored already included.</param>
    /// <param name="costs">What the calls cost; <see langword="null"/> where nobody counts. Its targets are thought to be asked equally often, as a plan does.</param>
    /// <param name="timeProvider">The clock. Default the system's.</param>
    /// <param name="window">The time over which the rate is taken, at least a second; <see langword="null"/> for 30 s.</param>
    public RunMeter(long planned, CostMeter? costs = null, TimeProvider? timeProvider = null, TimeSpan? window = null)
    {
        ArgumentOutOfRangeException.ThrowIfNegative(planned);
        if (window is { } given) ArgumentOutOfRangeException.ThrowIfLessThan(given, TimeSpan.FromSeconds(1), nameof(window));
        _planned = planned;
        _costs = costs;
        _time = timeProvider ?? TimeProvider.System;
        _begun = _time.GetTimestamp();
        _rate = new RateWindow(window ?? TimeSpan.FromSeconds(30));
    }

    /// <summary>Counts a trial that was obtained just now.</summary>
    public void Add(Trial trial)
    {
        ArgumentNullException.ThrowIfNull(trial);
        lock (_lock)
        {
            Count(trial);
            _obtained++;
            _rate.Add(Now());
        }
    }

    /// <summary>
    /// Counts a trial that an earlier session obtained: it is done, and says nothing of the rate. One that failed in transport is not counted, since it is asked again.
    /// </summary>
    public void AddStored(Trial trial)
    {
        ArgumentNullException.ThrowIfNull(trial);
        if (trial.Verdict.Delivery is Delivery.TransportError) return;
        lock (_lock)
        {
            Count(trial);
            _stored++;
        }
    }

    /// <summary>How the run stands now.</summary>
    public RunProgressSnapshot Snapshot()
    {
        lock (_lock)
        {
            double now = Now();
            long done = _stored + _obtained;
            // An empty answer is asked for again, beyond the plan.
            long planned = Math.Max(_planned, done);
            double? rate = _rate.At(now);
            (decimal? spent, decimal? expected) = Costs(planned);
            return new RunProgressSnapshot
            {
                Planned = planned, Done = done, Stored = _stored, Elapsed = TimeSpan.FromSeconds(now), TrialsPerSecond = rate, Remaining = Remaining(planned - done, rate),
                InputBlocked = _inputBlocked, OutputBlocked = _outputBlocked, Retracted = _retracted, Refused = _refused, FailedInTransport = _failed, MissingOtherwise = _missing,
                Spent = spent, ExpectedCost = expected, Currency = spent is null ? null : _costs!.Currency,
            };
        }
    }

    private static TimeSpan? Remaining(long left, double? rate) => left == 0 ? TimeSpan.Zero
        : rate is > 0 and var perSecond && left / perSecond < MostTime.TotalSeconds ? TimeSpan.FromSeconds(left / perSecond)
        : null;

    private void Count(Trial trial)
    {
        Verdict verdict = trial.Verdict;
        switch (verdict.Delivery)
        {
            case Delivery.InputBlocked: _inputBlocked++; break;
            case Delivery.OutputBlocked: _outputBlocked++; break;
            case Delivery.Retracted: _retracted++; break;
            case Delivery.TransportError: _failed++; break;
            default:
                if (verdict.IsHardRefusal) _refused++;
                else if (verdict.IsMissing) _missing++;
                break;
        }

        if (_costs is not null) _doneOf[trial.Key.TargetId] = _doneOf.GetValueOrDefault(trial.Key.TargetId) + 1;
    }

    // Each target at its own price: the cheap ones are often the fast ones, and a mean over all would promise too little.
    private (decimal? Spent, decimal? Expected) Costs(long planned)
    {
        IReadOnlyList<CostLine> lines = _costs?.Lines() ?? [];
        CostLine[] priced = [.. lines.Where(static line => line.Cost is not null)];
        if (priced.Length == 0) return (null, null);
        decimal spent = priced.Sum(static line => line.Cost!.Value);
        decimal expected = spent;
        foreach (CostLine line in priced)
        {
            long done = _doneOf.GetValueOrDefault(line.TargetId), left = Math.Max(0, (planned / lines.Count) - done);
            if (left == 0) continue;
            if (done == 0) return (spent, null);
            expected += line.Cost!.Value / done * left;
        }

        return (spent, expected);
    }

    // A clock that goes back stands still here.
    private double Now() => _now = Math.Max(_now, _time.GetElapsedTime(_begun).TotalSeconds);
}
