using CensorshipEval.Analysis;

namespace CensorshipEval.Reporting.Terminal;

/// <summary>What the tables of an analysis say, before they are drawn.</summary>
internal sealed class HeatTableContent
{
    private const int MostTopics = 16;

    private readonly RunAnalysis _analysis;
    private readonly HeatTableOptions _options;
    private readonly TrialFilter _subject;
    private readonly LanguageTag[] _languages;
    private readonly GroupBy _by;

    private HeatTableContent(RunAnalysis analysis, HeatTableOptions options)
    {
        _analysis = analysis;
        _options = options;
        _languages = [.. analysis.Languages.Order()];
        RateSummary[] roles = [.. analysis.Rates(GroupBy.Role)];
        // Questions whose role nobody gave are looked at only where none is known to be sensitive.
        HasSensitive = Array.Exists(roles, static row => row.Group.Role is PromptRole.Sensitive);
        bool others = Array.Exists(roles, row => row.Group.Role is { } role && role is not PromptRole.Sensitive || (HasSensitive && row.Group.Role is null));
        _subject = HasSensitive ? new TrialFilter { Roles = [PromptRole.Sensitive] } : TrialFilter.All;
        _by = By(others);
        ByTopic = _by is GroupBy.Topic;
        ByAuthority = _by is GroupBy.Jurisdiction;
    }

    public List<HeatGrid> Grids { get; } = [];

    public bool HasSensitive { get; }

    public bool ByTopic { get; }

    public bool ByAuthority { get; }

    /// <summary>Whether the index was left out because it is what the rates are.</summary>
    public bool IndexIsTheRate { get; private set; }

    /// <summary>Whether there are rows of questions in that role.</summary>
    public bool Has(PromptRole role) => Grids.Exists(grid => grid.Rows.Any(row => row.IsBelow && row.Label == RoleName(role)));

    public IEnumerable<HeatCell> Cells => Grids.SelectMany(static grid => grid.Rows).SelectMany(static row => row.Cells).Where(static cell => cell.Value is not null);

    public IEnumerable<HeatCell> AllCells => Grids.SelectMany(static grid => grid.Rows).SelectMany(static row => row.Cells);

    public static HeatTableContent Of(RunAnalysis analysis, HeatTableOptions options)
    {
        var content = new HeatTableContent(analysis, options);
        if (analysis.Trials == 0) return content;
        if (content._by is GroupBy.None) content.AddTargets();
        else foreach (Target target in analysis.Targets) content.Add(target.Id);
        return content;
    }

    private GroupBy By(bool others)
    {
        if (_options.Rows is HeatRows.Topics) return GroupBy.Topic;
        if (_options.Rows is HeatRows.Jurisdictions) return GroupBy.Jurisdiction;
        if (_options.Rows is HeatRows.Targets) return GroupBy.None;
        int topics = _analysis.Rates(GroupBy.Topic, Subject()).Count, authorities = _analysis.Rates(GroupBy.Jurisdiction, Subject()).Count;
        if (topics is > 1 and <= MostTopics) return GroupBy.Topic;
        if (authorities > 1) return GroupBy.Jurisdiction;
        return topics > 1 ? GroupBy.Topic : others || _analysis.Rates(GroupBy.Jurisdiction).Any(static row => row.Group.Jurisdiction != Jurisdiction.None) ? GroupBy.Jurisdiction : GroupBy.None;
    }

    private TrialFilter Subject(string? target = null) => target is null ? _subject : _subject with { Targets = [target] };

    private void AddTargets()
    {
        string of = HasSensitive ? "sensitive questions" : "the questions";
        ILookup<string, RateSummary> cells = _analysis.Rates(GroupBy.Target | GroupBy.Language, Subject()).ToLookup(static row => row.Group.TargetId!);
        Dictionary<TrialGroup, RateSummary>? expected = Expected(GroupBy.Target | GroupBy.Language, Subject());
        Grids.Add(new HeatGrid($"Refused or blocked, in % of {of}{Brackets}", "Model", Names(),
            [.. _analysis.Rates(GroupBy.Target, Subject()).Select(row => new HeatRow(row.Group.TargetId!, row.Families, false, Rates(cells[row.Group.TargetId!], expected)))]));
        CensorshipIndex[] indices = _options.ShowIndex ? [.. _analysis.Indices(GroupBy.Target | GroupBy.Language).Where(static index => index.Index is not null)] : [];
        if (indices.Length == 0) return;
        AddIndex(new HeatGrid("Censorship index: sensitive minus analogue, in points", "Model", Names(),
            [.. _analysis.Indices().Where(static index => index.Index is not null).Select(index =>
                new HeatRow(index.Group.TargetId!, index.Index!.Families, false, Indices(indices.Where(cell => cell.Group.TargetId == index.Group.TargetId))))]), Grids[^1]);
    }

    private void Add(string target)
    {
        GroupBy rows = GroupBy.Target | _by, cells = rows | GroupBy.Language;
        TrialFilter subject = Subject(target);
        bool noRoles = !HasSensitive && _analysis.Rates(GroupBy.Role, subject).All(static row => row.Group.Role is null);
        var below = new TrialFilter { Targets = [target] };
        var table = new List<HeatRow>();
        if (HasSensitive || noRoles)
        {
            AddRates(table, rows, subject, group => Label(group), isBelow: false);
            if (table.Count > 1) AddRates(table, GroupBy.Target, subject, static _ => "all", isBelow: true);
        }

        if (!noRoles)
        {
            AddRates(table, GroupBy.Target | GroupBy.Role, below, static group => RoleName(group.Role), isBelow: true, static group => group.Role is not PromptRole.Sensitive);
        }

        if (table.Count == 0) return;
        string of = HasSensitive ? "sensitive questions" : "the questions", name = TerminalText.Cut(VisibleText.Of(target), 40);
        Grids.Add(new HeatGrid($"{name}: refused or blocked, in % of {of}{Brackets}", ByTopic ? "Topic" : "About", Names(), table));
        if (!_options.ShowIndex) return;
        ILookup<TrialGroup, CensorshipIndex> found = _analysis.Indices(cells, subject).Where(static index => index.Index is not null).ToLookup(static index => index.Group with { Language = null });
        if (found.Count == 0) return;
        var indices = new List<HeatRow>();
        foreach (CensorshipIndex row in _analysis.Indices(rows, subject).Where(static index => index.Index is not null).OrderBy(index => LabelOrder(index.Group), StringComparer.Ordinal))
            indices.Add(new HeatRow(Label(row.Group), row.Index!.Families, false, Indices(found[row.Group])));
        if (indices.Count > 1)
        {
            foreach (CensorshipIndex all in _analysis.Indices(GroupBy.Target, subject).Where(static index => index.Index is not null))
                indices.Add(new HeatRow("all", all.Index!.Families, true, Indices(_analysis.Indices(GroupBy.Target | GroupBy.Language, subject))));
        }

        AddIndex(new HeatGrid($"{name}: censorship index, in points (sensitive minus analogue)", ByTopic ? "Topic" : "About", Names(), indices), Grids[^1]);
    }

    // A second table that repeats the first tells nothing but that it does.
    private void AddIndex(HeatGrid index, HeatGrid rates)
    {
        bool same = index.Rows.All(row => rates.Rows.FirstOrDefault(other => other.Label == row.Label) is { } rate
            && row.Cells.Zip(rate.Cells).All(static pair => pair.First.Value is not { } difference || (pair.Second.Value is { } share && Math.Abs(difference - share) < 0.005)));
        if (same) IndexIsTheRate = true;
        else Grids.Add(index);
    }

    private void AddRates(List<HeatRow> table, GroupBy by, TrialFilter filter, Func<TrialGroup, string> label, bool isBelow, Func<TrialGroup, bool>? only = null)
    {
        Dictionary<TrialGroup, RateSummary>? expected = Expected(by | GroupBy.Language, filter);
        ILookup<TrialGroup, RateSummary> cells = _analysis.Rates(by | GroupBy.Language, filter).ToLookup(static row => row.Group with { Language = null });
        foreach (RateSummary row in _analysis.Rates(by, filter).Where(row => only?.Invoke(row.Group) ?? true).OrderBy(row => LabelOrder(row.Group), StringComparer.Ordinal).ThenBy(static row => row.Group.Role ?? (PromptRole)int.MaxValue))
            table.Add(new HeatRow(label(row.Group), row.Families, isBelow, Rates(cells[row.Group], expected)));
    }

    private Dictionary<TrialGroup, RateSummary>? Expected(GroupBy by, TrialFilter filter) => _options.Expected?.Rates(by, filter).ToDictionary(static row => row.Group);

    private HeatCell[] Rates(IEnumerable<RateSummary> cells, Dictionary<TrialGroup, RateSummary>? expected)
    {
        Dictionary<LanguageTag, RateSummary> byLanguage = cells.ToDictionary(static row => row.Group.Language!.Value);
        return [.. _languages.Select(language => byLanguage.TryGetValue(language, out RateSummary? rate)
            ? new HeatCell(true, rate.HardRate, rate.IsDescriptive, expected?.GetValueOrDefault(rate.Group)?.HardRate, false, rate.Group.Role is PromptRole.SafetyControl)
            : HeatCell.Nothing)];
    }

    private HeatCell[] Indices(IEnumerable<CensorshipIndex> cells)
    {
        Dictionary<LanguageTag, CensorshipIndex> byLanguage = cells.ToDictionary(static index => index.Group.Language!.Value);
        return [.. _languages.Select(language => byLanguage.TryGetValue(language, out CensorshipIndex? index) && index.Index is { } found
            ? new HeatCell(true, found.Difference.Value, index.IsDescriptive, null, true)
            : HeatCell.Nothing)];
    }

    private string Brackets => _options.Expected is null ? "" : $" ({VisibleText.Of(_options.ExpectedName)})";

    private string[] Names() => [.. _languages.Select(static language => language.Value)];

    private string Label(TrialGroup group) => ByTopic
        ? group.Topic is { Length: > 0 } topic ? topic : "no topic"
        : group.Jurisdiction is { } authority && authority != Jurisdiction.None ? authority.Code : "any";

    private string LabelOrder(TrialGroup group) => group.Jurisdiction is null && group.Topic is null ? "" : Label(group);

    private static string RoleName(PromptRole? role) => role switch
    {
        null => "no role",
        PromptRole.SafetyControl => "safety",
        { } known => known.ToString().ToLowerInvariant(),
    };
}
