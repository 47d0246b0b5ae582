namespace CensorshipEval.Detection;

/// <summary>What a <see cref="RefusalClassifier"/> says of a text.</summary>
/// <param name="RefusalProbability">Calibrated probability, 0 to 1, that it declines, at least in part.</param>
/// <param name="NonAnswerProbability">
/// The same for not doing what was asked: declining, or talking about something else. It was learnt from fewer and less certain labels; take it as a hint.
/// </param>
public readonly record struct RefusalEstimate(double RefusalProbability, double NonAnswerProbability);
