namespace CensorshipEval;

/// <summary>What identifies a corpus in a run's record.</summary>
public sealed record CorpusInfo
{
    /// <summary>Name of the corpus.</summary>
    public required string Name { get; init; }

    /// <summary>Semantic version; a change of any prompt changes it.</summary>
    public required string Version { get; init; }

    /// <summary>SHA-256 over the manifest (the sorted list of every file's path and SHA-256), lower-case hexadecimal.</summary>
    public required string Sha256 { get; init; }

    /// <summary>A marker that lets model makers leave the corpus out of training data, and others find out that they did not.</summary>
    public Guid? Canary { get; init; }
}
