namespace CensorshipEval.Gates;

/// <summary>What a gate says to a build.</summary>
public enum GateVerdict
{
    /// <summary>Go on.</summary>
    Pass,

    /// <summary>Go on, and look at it.</summary>
    Warn,

    /// <summary>Stop.</summary>
    Fail,
}
