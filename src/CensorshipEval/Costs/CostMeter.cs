using CensorshipEval.Running;
using CensorshipEval.Targets;

namespace CensorshipEval.Costs;

/// <summary>
/// Counts what a run costs, and holds calls back before they exceed a limit. What a call may cost is reserved before it is made: the most output tokens
/// where the target sets them, else the mean of its answers so far (700 tokens before there are any), so that a limit may then be exceeded by the
/// difference. Tokens that a provider does not report are estimated from the length of the texts. Thread-safe.
/// </summary>
public sealed class CostMeter
{
    private readonly Lock _lock = new();
    private readonly Dictionary<string, TargetCost> _targets;
    private readonly decimal? _limit;
    private decimal _reserved;
    private TaskCompletionSource _settled = new(TaskCreationOptions.RunContinuationsAsynchronously);

    /// <summary>Creates a meter at zero.</summary>
    /// <param name="targets">The targets; those without prices cost nothing that is known.</param>
    /// <param name="limit">Most that may be spent; <see langword="null"/> for no limit. With one, every target must have prices.</param>
    /// <exception cref="InputException">A limit is given, and not all prices.</exception>
    public CostMeter(TargetSet targets, decimal? limit = null)
    {
        ArgumentNullException.ThrowIfNull(targets);
        if (limit is { } most) ArgumentOutOfRangeException.ThrowIfNegative(most);
        if (limit is not null && targets.Connections.FirstOrDefault(static connection => connection.Prices is null) is { } unpriced)
            throw new InputException(new InputError("the limit of costs", null, null, $"no prices of {VisibleText.Of(unpriced.Target.Id)}", "prices of every target"));
        Currency = targets.Currency;
        _limit = limit;
        _targets = targets.Connections.ToDictionary(static connection => connection.Target.Id, static connection => new TargetCost(connection), StringComparer.Ordinal);
    }

    /// <summary>Currency of all figures.</summary>
    public string Currency { get; }

    /// <summary>What was spent so far, on targets whose prices are known.</summary>
    public decimal Spent
    {
        get
        {
            lock (_lock) return SpentUnlocked;
        }
    }

    private decimal SpentUnlocked => _targets.Values.Sum(static target => target.Spent);

    /// <summary>What each target has cost.</summary>
    public IReadOnlyList<CostLine> Lines()
    {
        lock (_lock) return [.. _targets.Values.Select(static target => target.Line())];
    }

    /// <summary>Counts an exchange, or a failed attempt at one, that was obtained before: what a resumed run has spent.</summary>
    public void Add(Exchange exchange)
    {
        ArgumentNullException.ThrowIfNull(exchange);
        lock (_lock)
        {
            if (_targets.TryGetValue(exchange.Key.TargetId, out TargetCost? target)) target.Add(exchange);
        }
    }

    /// <summary>
    /// What so many further calls to a target will cost, if its answers go on as they did; <see langword="null"/> without prices.
    /// </summary>
    public decimal? Expect(Target target, long inputTokens, long calls)
    {
        ArgumentNullException.ThrowIfNull(target);
        lock (_lock) return _targets.TryGetValue(target.Id, out TargetCost? cost) ? cost.Expect(inputTokens, calls) : null;
    }

    /// <summary>The same source with its costs counted, and calls that might exceed the limit refused with a <see cref="CostLimitException"/>.</summary>
    public IExchangeSource Around(IExchangeSource source)
    {
        ArgumentNullException.ThrowIfNull(source);
        return new MeteredSource(source, this);
    }

    /// <summary>Waits until the call fits under the limit, and reserves what it may cost.</summary>
    internal async ValueTask<decimal> ReserveAsync(TrialRequest request, CancellationToken cancellationToken)
    {
        while (true)
        {
            Task settled;
            lock (_lock)
            {
                decimal cost = _targets.TryGetValue(request.Target.Id, out TargetCost? target) ? target.MayCost(request) : 0;
                if (_limit is not { } limit || SpentUnlocked + _reserved + cost <= limit)
                {
                    _reserved += cost;
                    return cost;
                }

                // While others are under way it may still fit: they may use less than was reserved for them. And their answers are paid for.
                if (_reserved == 0) throw new CostLimitException(SpentUnlocked, limit, Currency);
                settled = _settled.Task;
            }

            await settled.WaitAsync(cancellationToken).ConfigureAwait(false);
        }
    }

    internal void Settle(decimal reserved, Exchange? exchange)
    {
        TaskCompletionSource settled;
        lock (_lock)
        {
            _reserved -= reserved;
            if (exchange is not null) Add(exchange);
            settled = _settled;
            _settled = new TaskCompletionSource(TaskCreationOptions.RunContinuationsAsynchronously);
        }

        settled.SetResult();
    }
}
