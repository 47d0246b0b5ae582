namespace CensorshipEval.Analysis;

/// <summary>What a file of origins holds.</summary>
/// <param name="Patterns">What is known, by canonical pattern.</param>
/// <param name="Continuations">Words that may follow a name.</param>
/// <param name="Hosts">Who serves or repacks what others made.</param>
/// <param name="Owners">Under which names developers publish.</param>
internal sealed record ModelProvenanceEntries(
    IReadOnlyDictionary<string, ModelProvenance> Patterns, IReadOnlyList<string> Continuations, IReadOnlyList<string> Hosts, IReadOnlyList<(string Developer, string Owner)> Owners);
