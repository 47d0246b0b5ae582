namespace CensorshipEval.Analysis;

/// <summary>Indices and language gaps over the cells of a run.</summary>
internal sealed class IndexAnalysis(CountedCells cells)
{
    private const double Ceiling = 0.2;

    public IReadOnlyList<CensorshipIndex> Indices(GroupBy by, TrialFilter? filter, Quantity quantity) =>
        [.. cells.Group(by & ~GroupBy.Role, filter, readRoles: false).AsParallel().AsOrdered()
            .Where(static group => group.Cells.Exists(static cell => cell.Prompt.Role is PromptRole.Sensitive))
            .Select(group => IndexOf(group.Key, group.Cells, quantity, test: !by.HasFlag(GroupBy.Topic) && filter is not { Topics.Count: > 0 }))];

    public IReadOnlyList<LanguageGap> Gaps(LanguageTag reference, TrialFilter? filter, Quantity quantity) =>
        [.. cells.Group(GroupBy.Target, filter, readRoles: false).AsParallel().AsOrdered()
            .SelectMany(group => cells.Languages.Where(language => language != reference).Select(language => GapOf(group.Key, group.Cells, language, reference, quantity)).OfType<LanguageGap>())];

    private CensorshipIndex IndexOf(TrialGroup group, List<PromptCounts> own, Quantity quantity, bool test)
    {
        UnitValues sensitive = cells.Units(own, quantity, PromptRole.Sensitive), benign = cells.Units(own, quantity, PromptRole.Benign);
        List<PromptCounts> fair = [.. own.Where(cell => !cells.IsOfOwnCountry(cell))];
        UnitValues analogue = cells.Units(fair, quantity, PromptRole.Analogue);
        Contrast? index = ContrastBuilder.Of(quantity, sensitive, analogue, cells.Options, test);
        return new CensorshipIndex
        {
            Group = group,
            Quantity = quantity,
            Index = index,
            SensitiveMinusBenign = ContrastBuilder.Of(quantity, sensitive, benign, cells.Options, test),
            AnalogueMinusBenign = ContrastBuilder.Of(quantity, analogue, benign, cells.Options, test),
            MinusPanel = MinusPanel(group, sensitive, analogue, quantity, test),
            Signals = quantity != Quantity.HardRate || index is null ? new Dictionary<ObservedSignal, Estimate>() : SignalsOf(own, fair),
            Bounds = index is null || quantity != Quantity.HardRate && quantity != Quantity.NonAnswerRate ? null : IndexBounds.Of(own, fair, quantity),
            Missingness = quantity.IsRate && quantity != Quantity.ReasoningShown
                ? ContrastBuilder.Of(Quantity.MissingRate, cells.Units(own, Quantity.MissingRate, PromptRole.Sensitive), cells.Units(fair, Quantity.MissingRate, PromptRole.Analogue), cells.Options, test)
                : null,
            HasCeiling = quantity.IsRate && index?.Right.Value > Ceiling,
            FamiliesOfOwnCountry = !cells.KnowsAnalogues(own) ? null : own.Where(cell => cell.Prompt.Role is PromptRole.Analogue && cells.IsOfOwnCountry(cell)).Select(static cell => cell.Cluster).Distinct().Count(),
        };
    }

    private Dictionary<ObservedSignal, Estimate> SignalsOf(List<PromptCounts> own, List<PromptCounts> fair) => Enum.GetValues<ObservedSignal>()
        .ToDictionary(
            static signal => signal,
            signal => ContrastBuilder.Of(Quantity.Of(signal), cells.Units(own, Quantity.Of(signal), PromptRole.Sensitive), cells.Units(fair, Quantity.Of(signal), PromptRole.Analogue), cells.Options, test: false)!.Difference);

    private Contrast? MinusPanel(TrialGroup group, UnitValues sensitive, UnitValues analogue, Quantity quantity, bool test)
    {
        if (cells.Options.ReferencePanel.Count == 0 || group.TargetId is not { } target || cells.Options.ReferencePanel.Contains(target, StringComparer.Ordinal)) return null;
        return ContrastBuilder.Of(
            quantity, sensitive.WithoutTargets(), analogue.WithoutTargets(), PanelOf(PromptRole.Sensitive), PanelOf(PromptRole.Analogue), cells.Options, test);

        UnitValues PanelOf(PromptRole role) => UnitValues.MeanOf(
        [
            .. cells.Options.ReferencePanel.Select(id => UnitValues.Of(
                cells.All.Where(cell => cell.Target.Id == id && cell.Prompt.Role == role && cells.IsFair(cell)), quantity, cells.Names, byTarget: false)),
        ]);
    }

    private LanguageGap? GapOf(TrialGroup group, List<PromptCounts> own, LanguageTag language, LanguageTag reference, Quantity quantity)
    {
        Contrast? gap = ContrastBuilder.Of(
            quantity, Side(PromptRole.Sensitive, language), Side(PromptRole.Analogue, language), Side(PromptRole.Sensitive, reference), Side(PromptRole.Analogue, reference), cells.Options);
        return gap is null ? null : new LanguageGap
        {
            Group = group, Language = language, Reference = reference, Gap = gap,
            IsExploratory = own.Exists(cell => cell.Prompt.Translation is TranslationStatus.Machine && (cell.Prompt.Language == language || cell.Prompt.Language == reference)),
        };

        UnitValues Side(PromptRole role, LanguageTag of) => UnitValues.Of(
            own.Where(cell => cell.Prompt.Role == role && cell.Prompt.Language == of && cells.IsFair(cell)), quantity, cells.Names, byLanguage: false);
    }
}
