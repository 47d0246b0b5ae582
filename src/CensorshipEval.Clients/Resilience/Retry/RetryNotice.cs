namespace CensorshipEval.Clients;

/// <summary>An attempt that failed and is about to be tried again.</summary>
/// <param name="Failure">What failed. Its message may hold a provider's words: log its code and status.</param>
/// <param name="Attempt">Which attempt of the call it was, from 1.</param>
/// <param name="Wait">How long it is waited before the next.</param>
public sealed record RetryNotice(ExchangeError Failure, int Attempt, TimeSpan Wait);
