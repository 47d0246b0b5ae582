namespace CensorshipEval.Costs;

/// <summary>The next call might cost more than is left. The run can go on with a higher limit.</summary>
public sealed class CostLimitException : Exception
{
    internal CostLimitException(decimal spent, decimal limit, string currency)
        : base(string.Create(System.Globalization.CultureInfo.InvariantCulture, $"{spent:0.0000} {currency} are spent, and the next call might exceed the limit of {limit} {currency}."))
    {
        Spent = spent;
        Limit = limit;
    }

    /// <summary>What was spent, in the currency of the targets.</summary>
    public decimal Spent { get; }

    /// <summary>The limit.</summary>
    public decimal Limit { get; }
}
