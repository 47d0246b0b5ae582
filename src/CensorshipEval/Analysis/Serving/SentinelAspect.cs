namespace CensorshipEval.Analysis;

/// <summary>What is watched in the answers to sentinels.</summary>
public enum SentinelAspect
{
    /// <summary>The share refused or blocked, of those that could be judged, 0 to 1.</summary>
    Withheld,

    /// <summary>The share of which nothing could be judged, 0 to 1.</summary>
    Missing,

    /// <summary>The length of what was answered and not withheld: geometric mean, in letters; an ideograph counts as three.</summary>
    Length,

    /// <summary>The share that bears the most frequent name of a model, of those that bear one, 0 to 1.</summary>
    Model,

    /// <summary>The share that bears the most frequent fingerprint, of those that bear one, 0 to 1.</summary>
    Fingerprint,
}
