namespace CensorshipEval.Analysis;

/// <summary>How the name of the model that answered stands to the name that was asked for.</summary>
public enum ModelNameMatch
{
    /// <summary>The same but for case, a vendor's prefix or a path to weights.</summary>
    Same,

    /// <summary>The same but for a tag such as <c>:latest</c> or <c>:free</c>, which may stand for another version or host from one day to the next.</summary>
    Tagged,

    /// <summary>A dated or numbered snapshot of the name that was asked for.</summary>
    Snapshot,

    /// <summary>Another model.</summary>
    Other,
}
