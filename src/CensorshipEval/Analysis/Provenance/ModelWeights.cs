namespace CensorshipEval.Analysis;

/// <summary>Whether the weights of a model can be downloaded.</summary>
public enum ModelWeights
{
    /// <summary>It is not known, or some models of that name are open and others closed.</summary>
    Unknown,

    /// <summary>They can be downloaded, under whatever licence.</summary>
    Open,

    /// <summary>The model is only served.</summary>
    Closed,
}
