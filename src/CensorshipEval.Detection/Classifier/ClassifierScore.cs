namespace CensorshipEval.Detection;

/// <summary>What the tables say of a text, as logits.</summary>
/// <param name="Refusal">That it declines, at least in part.</param>
/// <param name="NonAnswer">That it does not do what was asked.</param>
internal readonly record struct ClassifierScore(double Refusal, double NonAnswer);
