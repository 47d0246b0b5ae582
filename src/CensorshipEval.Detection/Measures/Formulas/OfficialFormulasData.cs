namespace CensorshipEval.Detection;

/// <summary>A file of <see cref="OfficialFormulas"/> as it stands on disk.</summary>
internal sealed record OfficialFormulasData
{
    public required Jurisdiction Jurisdiction { get; init; }

    public required string Authority { get; init; }

    public required IReadOnlyDictionary<LanguageTag, IReadOnlyList<string>> Formulas { get; init; }
}
