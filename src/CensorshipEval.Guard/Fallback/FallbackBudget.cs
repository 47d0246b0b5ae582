using System.Diagnostics.CodeAnalysis;
using CensorshipEval.Clients;

namespace CensorshipEval.Guard;

/// <summary>
/// Counts what fallbacks use, over a sliding window of time. One may be shared by several clients. What a call may cost is reserved before it is made, so
/// that calls at the same time keep the limit too. Safe to use from many threads.
/// </summary>
public sealed class FallbackBudget
{
    private const decimal Million = 1_000_000;
    private const long MostTokens = 100_000_000;

    private readonly Lock _lock = new();
    private readonly Queue<FallbackReservation> _window = new();
    private readonly FallbackBudgetOptions _options;
    private readonly TimeProvider _time;
    private decimal _cost;

    /// <summary>Creates a budget.</summary>
    /// <param name="options">The limits, read once; <see langword="null"/> for the defaults.</param>
    /// <param name="timeProvider">Clock of the window; the system's by default.</param>
    /// <exception cref="ArgumentOutOfRangeException">Options are out of their range; the message names all of them.</exception>
    public FallbackBudget(FallbackBudgetOptions? options = null, TimeProvider? timeProvider = null)
    {
        _options = options ?? new FallbackBudgetOptions();
        _time = timeProvider ?? TimeProvider.System;
        OptionErrors.Throw(_options.Validate());
    }

    /// <summary>Calls within the window, those under way included.</summary>
    public int Calls
    {
        get
        {
            lock (_lock)
            {
                MoveOn();
                return _window.Count;
            }
        }
    }

    /// <summary>Cost within the window, what is reserved for calls under way included.</summary>
    public decimal Cost
    {
        get
        {
            lock (_lock)
            {
                MoveOn();
                return _cost;
            }
        }
    }

    /// <summary>Whether a call could be taken now.</summary>
    internal bool HasRoom
    {
        get
        {
            lock (_lock)
            {
                MoveOn();
                return AllowsOne();
            }
        }
    }

    /// <summary>Takes a call from the budget, if it allows one.</summary>
    public bool TryReserve([NotNullWhen(true)] out FallbackReservation? reservation)
    {
        lock (_lock)
        {
            MoveOn();
            reservation = null;
            if (!AllowsOne()) return false;
            reservation = new FallbackReservation(this, _time.GetTimestamp(), _options.CostPerCall);
            _window.Enqueue(reservation);
            _cost += reservation.Cost;
            return true;
        }
    }

    internal void Settle(FallbackReservation reservation, TokenUsage usage, decimal atLeast)
    {
        if (_options.InputPerMillion == 0 && _options.OutputPerMillion == 0) return;
        // Figures that no call can have used are none.
        if (usage is { InputTokens: < 0 or > MostTokens } or { OutputTokens: < 0 or > MostTokens }) return;
        decimal cost = Math.Max(atLeast, ((usage.InputTokens ?? 0) * _options.InputPerMillion + (usage.OutputTokens ?? 0) * _options.OutputPerMillion) / Million);
        lock (_lock)
        {
            // The window may have passed it meanwhile, and what it cost with it.
            if (!reservation.IsPast) _cost += cost - reservation.Cost;
            reservation.Cost = cost;
        }
    }

    private bool AllowsOne() => _window.Count < _options.MaxCalls && (_options.MaxCost is not { } most || _cost + _options.CostPerCall <= most);

    private void MoveOn()
    {
        while (_window.TryPeek(out FallbackReservation? oldest) && _time.GetElapsedTime(oldest.At) >= _options.Window)
        {
            _window.Dequeue();
            oldest.IsPast = true;
            _cost -= oldest.Cost;
        }
    }
}
