namespace CensorshipEval.Gates;

/// <summary>Something a gate names that a run, or its plan, does not have.</summary>
/// <param name="Field">Where it stands, from the gate on.</param>
/// <param name="Found">What stands there.</param>
/// <param name="Expected">What should.</param>
/// <param name="Told">The same as a sentence about a run.</param>
internal sealed record GateMisfit(string Field, string Found, string Expected, string Told);
