namespace CensorshipEval.Detection;

/// <summary>What the phrases decide.</summary>
/// <param name="Engagement">How far the text does what was asked.</param>
/// <param name="Hits">How many of the first phrases it rests on.</param>
internal readonly record struct PhraseDecision(Engagement Engagement, int Hits);
