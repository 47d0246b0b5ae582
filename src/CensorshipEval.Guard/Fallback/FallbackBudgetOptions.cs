using CensorshipEval.Clients;

namespace CensorshipEval.Guard;

/// <summary>What fallbacks may use within a sliding window of time.</summary>
public sealed class FallbackBudgetOptions
{
    // No sum of so many calls overflows.
    private const decimal MostPrice = 1_000_000;
    private const decimal MostMoney = 1_000_000_000;

    /// <summary>The window; above 0 and at most 24 days. Default 1 hour.</summary>
    public TimeSpan Window { get; set; } = TimeSpan.FromHours(1);

    /// <summary>Calls within the window, 0 to 1,000,000. Default 100. A call counts also when it failed.</summary>
    public int MaxCalls { get; set; } = 100;

    /// <summary>
    /// Cost within the window, in the currency of the prices, above 0 and at most 1,000,000,000; <see langword="null"/> for no limit. Default
    /// <see langword="null"/>. Needs <see cref="CostPerCall"/>. For no fallback at all set <see cref="MaxCalls"/> to 0.
    /// </summary>
    public decimal? MaxCost { get; set; }

    /// <summary>
    /// What a call is expected to cost: reserved before it, and what it counts as where the provider reports no usage; at least 0, and at most <see cref="MaxCost"/> or
    /// 1,000,000. Default 0. A call that costs more than this may carry the cost beyond <see cref="MaxCost"/>; then none follows until the window has moved on.
    /// </summary>
    public decimal CostPerCall { get; set; }

    /// <summary>Price of a million tokens of requests, 0 to 1,000,000. Default 0.</summary>
    public decimal InputPerMillion { get; set; }

    /// <summary>Price of a million tokens of answers, 0 to 1,000,000. Default 0.</summary>
    public decimal OutputPerMillion { get; set; }

    /// <summary>What is wrong with these options, all of it: which one, what was found, what was expected. Empty when nothing is.</summary>
    public IReadOnlyList<string> Validate()
    {
        var errors = new OptionErrors(nameof(FallbackBudgetOptions));
        errors.Check(Window > TimeSpan.Zero && Window <= OptionErrors.LongestTime, nameof(Window), Window, $"above 0 and at most 24 days; {GuardTimes.Form}");
        errors.Check(MaxCalls is >= 0 and <= 1_000_000, nameof(MaxCalls), MaxCalls, "0 to 1,000,000");
        errors.Check(MaxCost is null or (> 0 and <= MostMoney), nameof(MaxCost), MaxCost, "above 0 and at most 1,000,000,000");
        errors.Check(CostPerCall is >= 0 and <= MostPrice, nameof(CostPerCall), CostPerCall, "0 to 1,000,000");
        errors.Check(MaxCost is null || CostPerCall != 0, nameof(CostPerCall), CostPerCall, "above 0, since MaxCost is set");
        errors.Check(MaxCost is not > 0 || CostPerCall <= MaxCost, nameof(CostPerCall), CostPerCall, "at most MaxCost, or no call is ever made");
        errors.Check(InputPerMillion is >= 0 and <= MostPrice, nameof(InputPerMillion), InputPerMillion, "0 to 1,000,000");
        errors.Check(OutputPerMillion is >= 0 and <= MostPrice, nameof(OutputPerMillion), OutputPerMillion, "0 to 1,000,000");
        return errors.All;
    }
}
