namespace CensorshipEval.Detection;

/// <summary>What a text does with one fact.</summary>
/// <param name="Id">Name of the fact within its family.</param>
/// <param name="Status">What it does.</param>
/// <param name="Places">Where the wordings stand by which that is seen, in UTF-16 code units.</param>
internal readonly record struct FactReading(string Id, FactStatus Status, IReadOnlyList<(int Start, int Length)> Places);
