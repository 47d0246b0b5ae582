namespace CensorshipEval.Gates;

/// <summary>What the data say of a gate.</summary>
public enum GateOutcome
{
    /// <summary>Within the limits.</summary>
    Pass,

    /// <summary>Beyond a limit, or the gate asks for something that the run does not have.</summary>
    Fail,

    /// <summary>The data do not decide.</summary>
    Inconclusive,
}
