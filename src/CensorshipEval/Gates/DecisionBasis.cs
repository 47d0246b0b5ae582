namespace CensorshipEval.Gates;

/// <summary>What a gate compares with its limits.</summary>
public enum DecisionBasis
{
    /// <summary>The whole interval: what lies on both sides of a limit is inconclusive. <c>interval</c> in a policy file.</summary>
    Interval,

    /// <summary>The estimate alone, whatever its interval: a threshold that sometimes passes and sometimes fails at the same true value. <c>estimate</c>.</summary>
    Estimate,
}
