namespace CensorshipEval.Analysis;

/// <summary>What is claimed of a mean.</summary>
public enum SequentialClaim
{
    /// <summary>The mean is at most the limit.</summary>
    AtMost,

    /// <summary>The mean is at least the limit.</summary>
    AtLeast,
}
