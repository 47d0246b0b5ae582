using CensorshipEval.Costs;

namespace CensorshipEval.Testing;

/// <summary>Keeps calls within their number and price. Thread-safe.</summary>
internal sealed class CallBudget(ModelBehaviorOptions options)
{
    private readonly Lock _lock = new();
    private int _reserved;
    private int _made;
    private decimal _spent;

    /// <summary>Calls that were made.</summary>
    public int Made
    {
        get
        {
            lock (_lock) return _made;
        }
    }

    /// <summary>What they cost; <see langword="null"/> without prices.</summary>
    public decimal? Spent
    {
        get
        {
            lock (_lock) return options.Prices is null ? null : _spent;
        }
    }

    /// <summary>The limit of their number, as a reason.</summary>
    public static string OfCalls(ModelBehaviorOptions options) => string.Create(System.Globalization.CultureInfo.InvariantCulture, $"the limit of {options.MaxCalls:N0} calls was reached");

    /// <summary>Which limit so many further calls would exceed; <see langword="null"/>, and they are reserved, where none.</summary>
    public string? Reserve(Target target, params IReadOnlyList<Prompt> prompts)
    {
        lock (_lock)
        {
            if (_made + _reserved + prompts.Count > options.MaxCalls) return OfCalls(options);
            if (options.MaxCost is { } most && _spent + Expected(target, prompts) > most) return string.Create(System.Globalization.CultureInfo.InvariantCulture, $"the next answers might exceed the limit of cost, {most}");
            _reserved += prompts.Count;
            return null;
        }
    }

    public void Count(Exchange exchange)
    {
        lock (_lock)
        {
            _reserved--;
            _made++;
            if (options.Prices is { } prices) _spent += prices.Of(Input(exchange), Output(exchange));
        }
    }

    // What was spent on a call so far, or would be for an answer of ordinary length; those under way count as that, too.
    private decimal Expected(Target target, IReadOnlyList<Prompt> prompts)
    {
        decimal fresh = prompts.Average(prompt => options.Prices!.Of(TokenEstimate.OfRequest(target, prompt), options.Sampling.MaxOutputTokens ?? TokenEstimate.ExpectedAnswer));
        decimal each = _made == 0 ? fresh : Math.Max(_spent / _made, options.Sampling.MaxOutputTokens is null ? 0 : fresh);
        return each * (prompts.Count + _reserved);
    }

    private static long Input(Exchange exchange) => exchange.Usage?.InputTokens ?? (IsNothing(exchange) ? 0 : TokenEstimate.OfRequest(exchange.Target, exchange.Prompt));

    private static long Output(Exchange exchange) => exchange.Usage?.OutputTokens ?? (TokenEstimate.OfText(exchange.Stream?.Text ?? exchange.Text) + TokenEstimate.OfText(exchange.Reasoning));

    private static bool IsNothing(Exchange exchange) => exchange is { FinishReason: null, Text.Length: 0, Reasoning: null, Stream: null or { Text.Length: 0 } };
}
