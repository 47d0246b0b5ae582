using System.Globalization;
using CensorshipEval.Costs;
using CensorshipEval.Targets;

namespace CensorshipEval.Testing;

/// <summary>Keeps calls within their number and price. A call counts from when it is sent. Thread-safe.</summary>
internal sealed class CallBudget(ModelBehaviorOptions options)
{
    private readonly Lock _lock = new();
    private int _reserved;
    private int _underWay;
    private int _made;
    private int _received;
    private decimal _spent;

    /// <summary>Calls that were sent, whatever came of them.</summary>
    public int Made
    {
        get
        {
            lock (_lock) return _made;
        }
    }

    /// <summary>What they cost, cancelled ones by estimate; <see langword="null"/> without prices.</summary>
    public decimal? Spent
    {
        get
        {
            lock (_lock) return options.Prices is null ? null : _spent;
        }
    }

    /// <summary>The limit of their number, as a reason.</summary>
    public static string OfCalls(ModelBehaviorOptions options) => string.Create(CultureInfo.InvariantCulture, $"the limit of {options.MaxCalls:N0} calls was reached");

    /// <summary>How many calls are allowed and can be paid for, as far as can be told before the first.</summary>
    public static int Affordable(ModelBehaviorOptions options, Target target, IReadOnlyList<Prompt> prompts, out decimal? each)
    {
        each = options.Prices is null ? null : Expected(options, target, prompts);
        return options.MaxCost is not { } most || each is not > 0 || most / each >= options.MaxCalls ? options.MaxCalls : (int)(most / each);
    }

    /// <summary>Which limit so many further calls would exceed; <see langword="null"/>, and they are reserved, where none.</summary>
    public string? Reserve(Target target, params IReadOnlyList<Prompt> prompts)
    {
        lock (_lock)
        {
            if (_made + _reserved + prompts.Count > options.MaxCalls) return OfCalls(options);
            if (options.MaxCost is { } most && _spent + Expected(target, prompts) > most) return string.Create(CultureInfo.InvariantCulture, $"the next answers might exceed the limit of cost, {most}");
            _reserved += prompts.Count;
            return null;
        }
    }

    /// <summary>A call that was reserved is sent.</summary>
    public void Send()
    {
        lock (_lock)
        {
            _reserved--;
            _underWay++;
            _made++;
        }
    }

    /// <summary>Its answer came.</summary>
    public void Receive(Exchange exchange) => End(prices => prices.Of(Input(exchange), Output(exchange)), received: 1);

    /// <summary>It was given up; what the provider charges for it nobody knows, so the price of an ordinary answer is taken.</summary>
    public void GiveUp(Target target, Prompt prompt) => End(_ => Expected(options, target, [prompt]), received: 0);

    private void End(Func<TokenPrices, decimal> price, int received)
    {
        lock (_lock)
        {
            _underWay--;
            _received += received;
            if (options.Prices is { } prices) _spent += price(prices);
        }
    }

    private static decimal Expected(ModelBehaviorOptions options, Target target, IReadOnlyList<Prompt> prompts) =>
        prompts.Average(prompt => options.Prices!.Of(TokenEstimate.OfRequest(target, prompt), options.Sampling.MaxOutputTokens ?? TokenEstimate.ExpectedAnswer));

    // What was spent on a call so far, or would be for an answer of ordinary length; those under way count as that, too.
    private decimal Expected(Target target, IReadOnlyList<Prompt> prompts)
    {
        decimal fresh = Expected(options, target, prompts);
        decimal each = _received == 0 ? fresh : Math.Max(_spent / _received, options.Sampling.MaxOutputTokens is null ? 0 : fresh);
        return each * (prompts.Count + _reserved + _underWay);
    }

    private static long Input(Exchange exchange) => exchange.Usage?.InputTokens ?? (IsNothing(exchange) ? 0 : TokenEstimate.OfRequest(exchange.Target, exchange.Prompt));

    private static long Output(Exchange exchange) => exchange.Usage?.OutputTokens ?? (TokenEstimate.OfText(exchange.Stream?.Text ?? exchange.Text) + TokenEstimate.OfText(exchange.Reasoning));

    private static bool IsNothing(Exchange exchange) => exchange is { FinishReason: null, Text.Length: 0, Reasoning: null, Stream: null or { Text.Length: 0 } };
}
