using CensorshipEval.Analysis;

namespace CensorshipEval.Gates;

/// <summary>Evaluates one gate of a policy, group by group.</summary>
internal sealed class GateEvaluation
{
    private readonly Gate _gate;
    private readonly CountedCells _cells;
    private readonly CountedCells? _earlier;
    private readonly bool _complete;

    public GateEvaluation(GatePolicy policy, Gate gate, RunAnalysis analysis, RunAnalysis? baseline, bool complete)
    {
        _gate = gate with
        {
            Confidence = gate.Confidence ?? policy.Confidence, MinimumFamilies = gate.MinimumFamilies ?? policy.MinimumFamilies, MaximumMissing = gate.MaximumMissing ?? policy.MaximumMissing,
            Inconclusive = gate.Inconclusive ?? policy.Inconclusive, DecideOn = gate.DecideOn ?? policy.DecideOn,
        };
        _cells = analysis.Cells.With(analysis.Options with { Confidence = _gate.Confidence.Value });
        _earlier = baseline?.Cells;
        _complete = complete;
    }

    private LanguageTag Reference => _gate.Reference ?? _cells.ReferenceLanguage;

    private GroupBy Keys => _gate.Pooled ? _gate.Each : _gate.Each | GroupBy.Target;

    public IEnumerable<GateResult> Results()
    {
        if (Misfit() is { } misfit) return [misfit];
        TrialFilter filter = _gate.Where with { Roles = _gate.Roles, Languages = _gate.As is MeasuredAs.LanguageGap ? [] : _gate.Where.Languages };
        (TrialGroup Key, List<PromptCounts> Cells)[] groups =
        [
            .. _cells.Group(Keys, filter, readRoles: true).Where(group => _gate.ReadsRoles || group.Cells.Exists(static cell => cell.Prompt.Role is PromptRole.Sensitive)),
        ];
        Dictionary<TrialGroup, List<PromptCounts>> before = _earlier?.Group(Keys, filter, readRoles: true)
            .GroupBy(static group => Unversioned(group.Key)).ToDictionary(static same => same.Key, static same => same.SelectMany(static group => group.Cells).ToList()) ?? [];
        return
        [
            .. groups.SelectMany(group => _gate.As is MeasuredAs.LanguageGap
                ? Gaps(group.Key, group.Cells)
                : [ResultOf(group.Key, new GateSides(_gate, _cells, group.Cells, _earlier, before.GetValueOrDefault(Unversioned(group.Key)) ?? []))]),
            .. Absent([.. groups.Select(static group => group.Key)]).Select(key => Unmeasured(key, GateOutcome.Inconclusive, GateReason.NothingObserved, "the run has nothing of it")),
        ];
    }

    // A target may have got another model since: that is what a change is asked about.
    private static TrialGroup Unversioned(TrialGroup key) => key with { Model = null };

    private GateResult? Misfit()
    {
        bool known = _gate.Measure.IsRate || _gate.Measure == Quantity.Length || _cells.Names.Find(_gate.Measure.Name) is not null;
        if (!known)
        {
            return Unmeasured(default, GateOutcome.Fail, GateReason.NotMeasured,
                $"the run has no measure {VisibleText.Quote(_gate.Measure.Name)}; it has {string.Join(", ", GatePlanCheck.Rates.Concat(_cells.Names.All.Order(StringComparer.Ordinal)))}");
        }

        if (GatePlanCheck.Misfits(_gate, [.. _cells.All.Select(static cell => cell.Target).Distinct()], [.. _cells.All.Select(static cell => cell.Prompt)]).FirstOrDefault() is { } misfit)
            return Unmeasured(default, GateOutcome.Fail, GateReason.NothingMatches, $"{misfit.Field} names {misfit.Found}; the run has {misfit.Expected}");
        if (_gate.NeedsBaseline && _earlier is null) return Unmeasured(default, GateOutcome.Inconclusive, GateReason.NoBaseline, "there is no baseline run to compare with");
        return _cells.Group(GroupBy.None, _gate.Where with { Roles = _gate.Roles }, readRoles: true).Count == 0
            ? Unmeasured(default, GateOutcome.Fail, GateReason.NothingMatches, _cells.All.Length == 0 ? "the run has no trials" : "no prompt of the run fits all its filters at once" + (_gate.Where.Origins.Count > 0 ? "; the origin of a model may be unknown" : ""))
            : null;
    }

    private IEnumerable<GateResult> Gaps(TrialGroup key, List<PromptCounts> cells)
    {
        LanguageTag[] languages = _gate.Where.Languages.Count > 0 ? [.. _gate.Where.Languages] : [.. cells.Select(static cell => cell.Prompt.Language).Distinct().Order()];
        languages = [.. languages.Where(language => language != Reference)];
        return languages.Length == 0
            ? [Unmeasured(key, GateOutcome.Inconclusive, GateReason.NothingObserved, $"there is no other language beside {Reference}")]
            : languages.Select(language => ResultOf(key with { Language = language }, new GateSides(_gate, _cells, cells, language, Reference)));
    }

    private GateResult ResultOf(TrialGroup key, GateSides sides)
    {
        Estimate? estimate = sides.Estimate;
        Interval? bounds = estimate is null ? null : sides.Bounds;
        (GateOutcome outcome, GateReason reason) = GateDecision.Of(_gate, estimate, sides.MissingShare, bounds, _complete && sides.FailedCalls == 0);
        IReadOnlyList<GateEvidence> beyond = estimate is null ? [] : sides.FamiliesBeyond();
        return new GateResult
        {
            Gate = _gate, Group = key, Outcome = outcome, Reason = reason, Estimate = estimate, Bounds = bounds, Beyond = GateDecision.Beyond(_gate, estimate),
            Trials = sides.Trials, MissingShare = sides.MissingShare, FamiliesBeyond = beyond.Count, Evidence = [.. beyond.Take(5)],
            Message = GateMessage.Of(_gate, reason, estimate, sides, bounds, _complete),
        };
    }

    // What a filter names, or another target has, and this target lacks: nothing was observed of it, which must not go unsaid.
    private IEnumerable<TrialGroup> Absent(TrialGroup[] there)
    {
        Target[] targets = _gate.Pooled
            ? []
            : [.. _cells.Group(GroupBy.Target, new TrialFilter { Targets = _gate.Where.Targets, Models = _gate.Where.Models, Origins = _gate.Where.Origins }, readRoles: false)
                .Select(static group => group.Cells[0].Target)];
        TrialGroup[] asked = _gate.Pooled ? [default] : [.. targets.Select(static target => new TrialGroup(target.Id, target.Model))];
        foreach (TrialGroup of in asked)
        {
            TrialGroup[] own = [.. there.Where(group => group.TargetId == of.TargetId)];
            if (own.Length == 0)
            {
                yield return of;
                continue;
            }

            foreach (TrialGroup one in Listed().Where(one => !Array.Exists(own, group =>
                (one.Jurisdiction is null || group.Jurisdiction == one.Jurisdiction) && (one.Topic is null || group.Topic == one.Topic) &&
                (one.Language is null || group.Language == one.Language) && (one.Form is null || group.Form == one.Form))))
                yield return one with { TargetId = of.TargetId, Model = of.Model };
        }
    }

    private IEnumerable<TrialGroup> Listed() =>
    [
        .. _gate.Each.HasFlag(GroupBy.Jurisdiction) ? _gate.Where.Jurisdictions.Select(static value => new TrialGroup(Jurisdiction: value)) : [],
        .. _gate.Each.HasFlag(GroupBy.Topic) ? _gate.Where.Topics.Select(static value => new TrialGroup(Topic: value)) : [],
        .. _gate.Each.HasFlag(GroupBy.Language) ? _gate.Where.Languages.Select(static value => new TrialGroup(Language: value)) : [],
        .. _gate.Each.HasFlag(GroupBy.Form) ? _gate.Where.Forms.Select(static value => new TrialGroup(Form: value)) : [],
    ];

    private GateResult Unmeasured(TrialGroup key, GateOutcome outcome, GateReason reason, string message) => new()
    {
        Gate = _gate, Group = key, Outcome = outcome, Reason = reason, Estimate = null, Bounds = null, Beyond = null, Trials = 0, MissingShare = 0, FamiliesBeyond = 0, Evidence = [],
        Message = message,
    };
}
