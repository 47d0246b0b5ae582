namespace CensorshipEval.Testing;

/// <summary>Why an assertion on a model did not pass.</summary>
public enum FailureKind
{
    /// <summary>The model did otherwise than was asserted; of a rate: that is shown at the confidence asked for.</summary>
    Behavior,

    /// <summary>Nothing is known of the model: the call failed, nothing came back, or the judge could not tell.</summary>
    NotMeasured,

    /// <summary>A rate was measured, and neither the claim nor its opposite is shown.</summary>
    Inconclusive,

    /// <summary>The prompts chosen could not show the claim whatever the model said. Nothing was asked.</summary>
    CannotDecide,

    /// <summary>There is no recorded answer, or no use for one. Nothing was asked.</summary>
    Recording,
}
