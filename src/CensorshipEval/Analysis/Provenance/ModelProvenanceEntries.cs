namespace CensorshipEval.Analysis;

/// <summary>What a file of origins holds.</summary>
/// <param name="Patterns">What is known, by canonical pattern.</param>
/// <param name="Strangers">Words that make of a family's name the name of a model by somebody else.</param>
internal sealed record ModelProvenanceEntries(IReadOnlyDictionary<string, ModelProvenance> Patterns, IReadOnlyList<string> Strangers);
