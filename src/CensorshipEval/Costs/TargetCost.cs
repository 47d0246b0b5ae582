using CensorshipEval.Running;
using CensorshipEval.Targets;

namespace CensorshipEval.Costs;

/// <summary>What one target has cost.</summary>
internal sealed class TargetCost(TargetConnection connection)
{
    private const long MostTokensOfACall = 100_000_000;

    private long _calls;
    private long _estimatedCalls;
    private long _input;
    private long _output;

    public decimal Spent => connection.Prices?.Of(_input, _output) ?? 0;

    private long AnswerTokens => _calls == 0 ? TokenEstimate.ExpectedAnswer : (_output + _calls - 1) / _calls;

    public void Add(Exchange exchange)
    {
        long? input = Plausible(exchange.Usage?.InputTokens), output = Plausible(exchange.Usage?.OutputTokens);
        bool anything = input is not null || output is not null || exchange.FinishReason is not null || exchange.Text.Length > 0 || exchange.Reasoning is not null || exchange.Stream is { Text.Length: > 0 };
        if (!anything) return; // nothing came, so there is nothing to pay for
        _calls++;
        if (input is null || output is null) _estimatedCalls++;
        _output += output ?? (TokenEstimate.OfText(exchange.Stream?.Text ?? exchange.Text) + TokenEstimate.OfText(exchange.Reasoning));
        _input += input ?? TokenEstimate.OfRequest(exchange.Target, exchange.Prompt);
    }

    public decimal MayCost(TrialRequest request) =>
        connection.Prices?.Of(TokenEstimate.OfRequest(request.Target, request.Prompt), connection.Target.Sampling.MaxOutputTokens ?? AnswerTokens) ?? 0;

    public decimal? Expect(long inputTokens, long calls)
    {
        long answer = connection.Target.Sampling.MaxOutputTokens is { } most ? Math.Min(most, AnswerTokens) : AnswerTokens;
        return connection.Prices?.Of(inputTokens, calls * answer);
    }

    // What no call can have used was not counted but made up.
    private static long? Plausible(long? tokens) => tokens is >= 0 and <= MostTokensOfACall ? tokens : null;

    public CostLine Line() => new(connection.Target.Id, _calls, _input, _output, _estimatedCalls, connection.Prices is null ? null : Spent);
}
