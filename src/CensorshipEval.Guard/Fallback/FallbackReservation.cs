namespace CensorshipEval.Guard;

/// <summary>One call that was taken from a <see cref="FallbackBudget"/>.</summary>
public sealed class FallbackReservation
{
    private readonly FallbackBudget _budget;

    internal FallbackReservation(FallbackBudget budget, long at, decimal cost)
    {
        _budget = budget;
        At = at;
        Cost = cost;
    }

    internal long At { get; }

    internal decimal Cost { get; set; }

    internal bool IsPast { get; set; }

    /// <summary>
    /// Puts what the call has used in place of what was reserved for it. Where the provider reports no tokens, or the prices are not known, the reserve stands.
    /// </summary>
    public void Settle(TokenUsage? usage)
    {
        if (usage is { InputTokens: not null } or { OutputTokens: not null }) _budget.Settle(this, usage, atLeast: 0);
    }

    /// <summary>The same for a call whose answer was not read to its end: what was told by then is the least that it has used, and the reserve stands below it.</summary>
    internal void SettleUnfinished(TokenUsage? usage)
    {
        if (usage is { InputTokens: not null } or { OutputTokens: not null }) _budget.Settle(this, usage, Cost);
    }
}
