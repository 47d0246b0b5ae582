using Microsoft.Extensions.AI;

namespace CensorshipEval.Detection;

/// <summary>
/// The tokens of an answer of which a client tells more than once. What several round trips used is added, as Microsoft.Extensions.AI does where it puts
/// updates together. Within one round trip a figure that is nowhere smaller than the one before it is a running total, which some providers
/// send with every piece, and takes its place; any other is a further part, and is added.
/// </summary>
internal sealed class UsageTally
{
    private TokenUsage? _before;
    private TokenUsage? _current;
    private string? _responseId;

    /// <summary>All that was told; <see langword="null"/> where nothing was.</summary>
    public TokenUsage? Total => Sum(_before, _current);

    public void Add(UsageDetails details, string? responseId)
    {
        if (responseId is not null && _responseId is not null && responseId != _responseId) EndRoundTrip();
        _responseId = responseId ?? _responseId;
        TokenUsage told = Of(details);
        _current = _current is { } before && IsRunningTotal(told, before)
            ? new TokenUsage
            {
                InputTokens = told.InputTokens ?? before.InputTokens,
                OutputTokens = told.OutputTokens ?? before.OutputTokens,
                ReasoningTokens = told.ReasoningTokens ?? before.ReasoningTokens,
            }
            : Sum(_current, told);
    }

    /// <summary>A tool has answered: what follows is another round trip.</summary>
    public void EndRoundTrip()
    {
        _before = Total;
        _current = null;
        _responseId = null;
    }

    /// <summary>The response says all of it at once.</summary>
    public void Set(UsageDetails details)
    {
        _before = null;
        _current = Of(details);
    }

    private static TokenUsage Of(UsageDetails details) =>
        new() { InputTokens = details.InputTokenCount, OutputTokens = details.OutputTokenCount, ReasoningTokens = details.ReasoningTokenCount };

    private static bool IsRunningTotal(TokenUsage told, TokenUsage before) =>
        !(told.InputTokens < before.InputTokens) && !(told.OutputTokens < before.OutputTokens) && !(told.ReasoningTokens < before.ReasoningTokens);

    private static TokenUsage? Sum(TokenUsage? one, TokenUsage? two) => one is null ? two : two is null ? one : new TokenUsage
    {
        InputTokens = Sum(one.InputTokens, two.InputTokens),
        OutputTokens = Sum(one.OutputTokens, two.OutputTokens),
        ReasoningTokens = Sum(one.ReasoningTokens, two.ReasoningTokens),
    };

    private static long? Sum(long? one, long? two) => one is null ? two : two is null ? one : one + two;
}
