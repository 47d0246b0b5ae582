namespace CensorshipEval.Analysis;

/// <summary>The cells of a run as they were when its analysis began, and what is known of their models and families.</summary>
internal sealed class CountedCells(PromptCounts[] all, MeasureNames names, string[] families, AnalysisOptions options)
{
    private readonly Dictionary<string, ModelProvenance> _provenance = all.Select(static cell => cell.Target.Model).Distinct(StringComparer.Ordinal)
        .Order(StringComparer.Ordinal)
        .ToDictionary(static model => model, options.Provenance.Find, StringComparer.Ordinal);

    private readonly Lazy<ILookup<string, PromptCounts>> _byTarget = new(() => all.ToLookup(static cell => cell.Target.Id, StringComparer.Ordinal));

    public PromptCounts[] All => all;

    public IReadOnlyDictionary<string, ModelProvenance> Provenance => _provenance;

    public MeasureNames Names => names;

    /// <summary>Ids of the families by number.</summary>
    public string[] Families => families;

    public AnalysisOptions Options => options;

    /// <summary>The same cells, analysed otherwise.</summary>
    public CountedCells With(AnalysisOptions other) => new(all, names, families, other);

    public LanguageTag[] Languages { get; } = [.. all.Select(static cell => cell.Prompt.Language).Distinct().Order()];

    /// <summary>English, or the first language where there is no English.</summary>
    public LanguageTag ReferenceLanguage => Array.Find(Languages, static language => language.Value == "en") is { } english && english.Value == "en" ? english : Languages.FirstOrDefault();

    /// <summary>Whether an analogue is set in a country of the model's own origin, and so is no fair one.</summary>
    public bool IsOfOwnCountry(PromptCounts cell) =>
        cell.Prompt.FamilyId is { } id && options.Corpus?.FindFamily(id) is { } family && family.AnalogueJurisdiction != Jurisdiction.None &&
        _provenance[cell.Target.Model].Origins.Contains(family.AnalogueJurisdiction);

    /// <summary>Whether it is known where the analogues of these families are set.</summary>
    public bool KnowsAnalogues(IEnumerable<PromptCounts> of) => of.Any(cell => cell.Prompt.FamilyId is { } id && options.Corpus?.FindFamily(id) is not null);

    /// <summary>The cells of one target.</summary>
    public IEnumerable<PromptCounts> OfTarget(string id) => _byTarget.Value[id];

    public bool IsFair(PromptCounts cell) => cell.Prompt.Role is not PromptRole.Analogue || !IsOfOwnCountry(cell);

    public UnitValues Units(IEnumerable<PromptCounts> cells, Quantity quantity, PromptRole role) => UnitValues.Of(cells.Where(cell => cell.Prompt.Role == role), quantity, names);

    public List<(TrialGroup Key, List<PromptCounts> Cells)> Group(GroupBy by, TrialFilter? filter, bool readRoles)
    {
        filter ??= TrialFilter.All;
        var groups = new Dictionary<TrialGroup, List<PromptCounts>>();
        foreach (PromptCounts cell in all)
        {
            if (!filter.Fits(cell, OriginOf(cell.Target.Model), readRoles)) continue;
            TrialGroup key = KeyOf(cell, by);
            if (!groups.TryGetValue(key, out List<PromptCounts>? cells)) groups[key] = cells = [];
            cells.Add(cell);
        }

        return [.. groups.OrderBy(static group => group.Key).Select(static group => (group.Key, group.Value))];
    }

    private Jurisdiction? OriginOf(string model) => _provenance[model].Country;

    private TrialGroup KeyOf(PromptCounts cell, GroupBy by)
    {
        Prompt prompt = cell.Prompt;
        return new TrialGroup(
            by.HasFlag(GroupBy.Target) ? cell.Target.Id : null,
            by.HasFlag(GroupBy.Target) ? cell.Target.Model : by.HasFlag(GroupBy.Model) ? cell.ModelName : null,
            by.HasFlag(GroupBy.Origin) ? OriginOf(cell.Target.Model) : null,
            by.HasFlag(GroupBy.Jurisdiction) ? prompt.Jurisdiction : null,
            by.HasFlag(GroupBy.Topic) ? prompt.Topic : null,
            by.HasFlag(GroupBy.Language) ? prompt.Language : null,
            by.HasFlag(GroupBy.Role) ? prompt.Role : null,
            by.HasFlag(GroupBy.Form) ? prompt.Form : null);
    }
}
