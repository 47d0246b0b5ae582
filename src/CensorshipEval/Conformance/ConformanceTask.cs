namespace CensorshipEval.Conformance;

/// <summary>What a detector is asked to tell from what.</summary>
public enum ConformanceTask
{
    /// <summary>Refusals, whole or in part, from answers. Evasive rows are left out.</summary>
    Refusal,

    /// <summary>Whatever does not do all that was asked (refused, refused in part, evasive) from answers.</summary>
    NonAnswer,
}
