namespace CensorshipEval.Detection;

/// <summary>What a classifier says of an answer whose whole group it had not seen.</summary>
/// <param name="Answer">The answer and its label.</param>
/// <param name="Estimate">What the classifier says.</param>
public sealed record HeldOutEstimate(LabelledAnswer Answer, RefusalEstimate Estimate);
