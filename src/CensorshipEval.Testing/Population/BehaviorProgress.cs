using CensorshipEval.Analysis;

namespace CensorshipEval.Testing;

/// <summary>How far a measurement is.</summary>
/// <param name="Values">Values counted: families, or single askings of these prompts.</param>
/// <param name="Calls">Calls made so far.</param>
/// <param name="Observed">Mean of the values; from its least to its greatest, where some answers could not be judged.</param>
/// <param name="Outcome">Where the test stands.</param>
public sealed record BehaviorProgress(int Values, int Calls, Interval Observed, SequentialOutcome Outcome);
