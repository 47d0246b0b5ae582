namespace CensorshipEval.Linting;

/// <summary>How much of a corpus concerns one jurisdiction.</summary>
/// <param name="Jurisdiction">The jurisdiction.</param>
/// <param name="Families">Families.</param>
/// <param name="Topics">Different topics.</param>
/// <param name="Analogues">Different jurisdictions in which analogues are set.</param>
/// <param name="OtherForms">Families that ask in another form beside the plain question.</param>
/// <param name="KeyFacts">Key facts.</param>
/// <param name="Prompts">Prompts, in all languages.</param>
/// <param name="Languages">Languages that every one of its families has.</param>
public sealed record CoverageRow(
    Jurisdiction Jurisdiction, int Families, int Topics, int Analogues, int OtherForms, int KeyFacts, int Prompts, IReadOnlyList<LanguageTag> Languages);
