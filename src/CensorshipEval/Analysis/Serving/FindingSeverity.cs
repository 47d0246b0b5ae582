namespace CensorshipEval.Analysis;

/// <summary>How much a finding matters to what was measured.</summary>
public enum FindingSeverity
{
    /// <summary>Worth knowing; what was measured stands.</summary>
    Information,

    /// <summary>What was measured may not be what was meant to be measured: look at it before the rates.</summary>
    Warning,
}
