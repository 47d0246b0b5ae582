namespace CensorshipEval.Analysis;

/// <summary>Where a sequential test stands.</summary>
public enum SequentialOutcome
{
    /// <summary>Nothing is shown so far; another family may show it.</summary>
    Undecided,

    /// <summary>The claim is shown.</summary>
    Holds,

    /// <summary>The opposite of the claim is shown.</summary>
    Fails,

    /// <summary>Neither was shown, and there are no families or means left with which it could be.</summary>
    Inconclusive,
}
