namespace CensorshipEval;

/// <summary>Which part of an exchange a piece of evidence is in.</summary>
public enum EvidenceSource
{
    /// <summary><see cref="Exchange.Text"/>.</summary>
    Text,

    /// <summary><see cref="StreamTrace.Text"/>.</summary>
    Streamed,

    /// <summary><see cref="Exchange.Reasoning"/>.</summary>
    Reasoning,

    /// <summary><see cref="Exchange.FinishReason"/>.</summary>
    FinishReason,

    /// <summary>The code or message of <see cref="Exchange.Error"/>.</summary>
    Error,
}
