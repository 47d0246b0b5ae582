namespace CensorshipEval.Analysis;

/// <summary>What was noticed between the asker and the model.</summary>
public enum ServingFindingKind
{
    /// <summary>Answers bear the name of another model than the one that was asked.</summary>
    OtherModel,

    /// <summary>Answers bear the names of more than one snapshot of the model that was asked.</summary>
    SeveralSnapshots,

    /// <summary>Answers came through more than one provider.</summary>
    SeveralProviders,

    /// <summary>A gateway tells that it fell back.</summary>
    FallbackTold,

    /// <summary>Answers bear more than one fingerprint of the system that made them.</summary>
    SeveralFingerprints,

    /// <summary>Empty answers are more frequent when more calls are under way.</summary>
    EmptyUnderLoad,

    /// <summary>One text came to different questions.</summary>
    RepeatedText,

    /// <summary>The share of sentinels withheld changed during the run.</summary>
    WithheldDrift,

    /// <summary>The share of sentinels of which nothing could be judged changed during the run.</summary>
    MissingDrift,

    /// <summary>The answers to sentinels became longer or shorter during the run.</summary>
    LengthDrift,

    /// <summary>The name of the model that answers sentinels changed during the run.</summary>
    ModelDrift,

    /// <summary>The fingerprint of the system that answers sentinels changed during the run.</summary>
    FingerprintDrift,
}
