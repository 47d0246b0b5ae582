using System.Collections.Frozen;

namespace CensorshipEval.Detection;

/// <summary>
/// Fixed phrases in which authorities put their positions whatever the topic ("China's internal affairs", "traditional values"), per jurisdiction and language.
/// </summary>
internal static class OfficialFormulas
{
    private static readonly Lazy<FrozenDictionary<LanguageTag, FrozenDictionary<Jurisdiction, FoldedWordings>>> All = new(Load);

    /// <summary>Those of one jurisdiction in a language; <see langword="null"/> where there are none.</summary>
    public static FoldedWordings? Of(Jurisdiction jurisdiction, LanguageTag language) =>
        All.Value.GetValueOrDefault(language)?.GetValueOrDefault(jurisdiction);

    /// <summary>Those of all jurisdictions in a language.</summary>
    public static IEnumerable<(Jurisdiction Jurisdiction, FoldedWordings Wordings)> In(LanguageTag language) =>
        All.Value.TryGetValue(language, out FrozenDictionary<Jurisdiction, FoldedWordings>? formulas)
            ? formulas.OrderBy(static formula => formula.Key.Code, StringComparer.Ordinal).Select(static formula => (formula.Key, formula.Value))
            : [];

    private static FrozenDictionary<LanguageTag, FrozenDictionary<Jurisdiction, FoldedWordings>> Load() =>
        (from data in MeasureData.Read("Measures/Formulas/", MeasureJsonContext.Default.OfficialFormulasData)
         from formulas in data.Formulas
         group (data.Jurisdiction, Wordings: new FoldedWordings([formulas.Value], formulas.Key)) by formulas.Key)
        .ToFrozenDictionary(static language => language.Key, static language => language.ToFrozenDictionary(static one => one.Jurisdiction, static one => one.Wordings));
}
