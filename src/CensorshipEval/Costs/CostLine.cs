namespace CensorshipEval.Costs;

/// <summary>What a target has used.</summary>
/// <param name="TargetId">The target.</param>
/// <param name="Calls">Calls that gave anything.</param>
/// <param name="InputTokens">Tokens of the requests.</param>
/// <param name="OutputTokens">Tokens of the answers.</param>
/// <param name="EstimatedCalls">Of the calls, those whose tokens the provider did not report and which were estimated from the length of the texts.</param>
/// <param name="Cost">What they cost; <see langword="null"/> without prices.</param>
public sealed record CostLine(string TargetId, long Calls, long InputTokens, long OutputTokens, long EstimatedCalls, decimal? Cost);
