namespace CensorshipEval.Analysis;

/// <summary>Where a statement about the origin of a model can be read.</summary>
/// <param name="Title">Title of the page, paper or model card.</param>
/// <param name="Publisher">Who published it.</param>
public sealed record ProvenanceSource(string Title, string Publisher);
