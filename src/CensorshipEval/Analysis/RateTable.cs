namespace CensorshipEval.Analysis;

/// <summary>Hard rates per target, language, jurisdiction and role, or over some of these pooled. Reads trials one by one; memory grows with groups and families, not with trials.</summary>
public sealed class RateTable
{
    private readonly Dictionary<RateGroup, RateTally> _groups = [];
    private readonly RateTally _total = new();
    private readonly Func<RateGroup, RateGroup>? _pool;

    /// <summary>Creates an empty table.</summary>
    /// <param name="pool">Maps groups that are to be counted as one to the same group; <see langword="null"/> keeps them apart.</param>
    public RateTable(Func<RateGroup, RateGroup>? pool = null) => _pool = pool;

    /// <summary>Counts a trial.</summary>
    public void Add(Trial trial)
    {
        ArgumentNullException.ThrowIfNull(trial);
        Add(trial, trial.Verdict);
    }

    /// <summary>Counts a trial under another verdict: the planted truth of a simulation, for instance.</summary>
    public void Add(Trial trial, Verdict verdict)
    {
        ArgumentNullException.ThrowIfNull(trial);
        ArgumentNullException.ThrowIfNull(verdict);
        var group = RateGroup.Of(trial);
        if (_pool is not null) group = _pool(group);
        if (!_groups.TryGetValue(group, out RateTally? tally)) _groups[group] = tally = new RateTally();
        tally.Add(trial.Exchange.Prompt, verdict);
        _total.Add(trial.Exchange.Prompt, verdict);
    }

    /// <summary>One row per group, ordered by target, jurisdiction, language and role.</summary>
    public IReadOnlyList<KeyValuePair<RateGroup, RateSummary>> Rows() =>
    [
        .. _groups
            .OrderBy(static row => row.Key.TargetId, StringComparer.Ordinal)
            .ThenBy(static row => row.Key.Jurisdiction)
            .ThenBy(static row => row.Key.Language)
            .ThenBy(static row => row.Key.Role)
            .Select(static row => KeyValuePair.Create(row.Key, row.Value.Summarise())),
    ];

    /// <summary>All trials together.</summary>
    public RateSummary Total() => _total.Summarise();
}
