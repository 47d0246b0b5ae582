namespace CensorshipEval.Analysis;

/// <summary>An interval of a rate.</summary>
/// <param name="Low">Lower end, 0 to 1.</param>
/// <param name="High">Upper end, 0 to 1.</param>
public readonly record struct Interval(double Low, double High);
