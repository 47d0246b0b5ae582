namespace CensorshipEval.Reporting;

/// <summary>What a model card says beside the figures.</summary>
public sealed record ModelCardOptions
{
    /// <summary>Name of the model in the <c>model-index</c>, such as its repository. Default the model's name as it was asked for.</summary>
    public string? ModelName { get; init; }

    /// <summary>Where the whole report can be read, which the <c>model-index</c> gives as its source. Default none: the hub takes no source without an address.</summary>
    public Uri? Source { get; init; }
}
