namespace CensorshipEval.Reporting;

/// <summary>What is being done with an evidence bundle.</summary>
public enum EvidenceStep
{
    /// <summary>Exchanges and attempts are written to the bundle.</summary>
    WritingExchanges,

    /// <summary>Verdicts and measurements are written to the bundle.</summary>
    WritingJudgements,

    /// <summary>The files of the bundle are read and compared with their hashes; counted in bytes.</summary>
    Checking,

    /// <summary>Exchanges and attempts are put into a store.</summary>
    Storing,

    /// <summary>The exchanges are judged again.</summary>
    Judging,

    /// <summary>The new verdicts and measurements are compared with those of the bundle.</summary>
    Comparing,
}
