using CensorshipEval.Analysis;

namespace CensorshipEval.Gates;

/// <summary>Evaluates one gate of a policy, group by group.</summary>
internal sealed class GateEvaluation
{
    private readonly Gate _gate;
    private readonly CountedCells _cells;
    private readonly CountedCells? _earlier;
    private readonly PromptRole[] _roles;
    private readonly bool _isItsOwnBaseline;
    private readonly GateSetting _setting;

    public GateEvaluation(GatePolicy policy, Gate gate, RunAnalysis analysis, RunAnalysis? baseline, string? incomplete)
    {
        _gate = policy.Whole(gate);
        _cells = analysis.Cells.With(analysis.Options with { Confidence = _gate.Confidence!.Value });
        _earlier = baseline?.Cells;
        _roles = gate.RolesIn(_cells.All.Select(static cell => cell.Prompt));
        _isItsOwnBaseline = baseline is not null && baseline.Runs.Intersect(analysis.Runs, StringComparer.Ordinal).Any();
        _setting = new GateSetting(
            incomplete, gate.As is MeasuredAs.LanguageGap ? gate.Reference ?? GatePlanCheck.English : null, _roles.Length == 0, gate.NeedsBaseline && baseline is not null ? string.Join(", ", baseline.Runs) : null);
    }

    private GroupBy Keys => _gate.Pooled ? _gate.Each : _gate.Each | GroupBy.Target;

    public IEnumerable<GateResult> Results()
    {
        if (Misfit() is { } misfit) return [misfit];
        TrialFilter filter = _gate.Where with { Roles = _roles, Languages = _gate.As is MeasuredAs.LanguageGap ? [] : _gate.Where.Languages };
        (TrialGroup Key, List<PromptCounts> Cells)[] groups =
        [
            .. _cells.Group(Keys, filter, readRoles: true).Where(group => _gate.ReadsRoles || group.Cells.Exists(static cell => cell.Prompt.Role is PromptRole.Sensitive)),
        ];
        Dictionary<TrialGroup, List<PromptCounts>> before = _earlier?.Group(Keys, filter, readRoles: true)
            .GroupBy(static group => Unversioned(group.Key)).ToDictionary(static same => same.Key, static same => same.SelectMany(static group => group.Cells).ToList()) ?? [];
        // The languages of a gap are those that any target has, lest the lack of one go unsaid.
        ILookup<TrialGroup, LanguageTag> languages = groups.SelectMany(group => group.Cells.Select(cell => (Key: Untargeted(group.Key), cell.Prompt.Language))).ToLookup(static one => one.Key, static one => one.Language);
        return
        [
            .. groups.SelectMany(group => _gate.As is MeasuredAs.LanguageGap
                ? Gaps(group.Key, group.Cells, languages[Untargeted(group.Key)])
                : [ResultOf(group.Key, new GateSides(_gate, _cells, group.Cells, _earlier, before.GetValueOrDefault(Unversioned(group.Key)) ?? []))]),
            .. Absent([.. groups.Select(static group => group.Key)]).Select(key => Unmeasured(key, GateOutcome.Inconclusive, GateReason.NothingObserved, "the run has nothing of it")),
        ];
    }

    // A target may have got another model since: that is what a change is asked about.
    private static TrialGroup Unversioned(TrialGroup key) => key with { Model = null };

    private static TrialGroup Untargeted(TrialGroup key) => key with { TargetId = null, Model = null };

    private GateResult? Misfit()
    {
        bool known = _gate.Measure.IsRate || _gate.Measure == Quantity.Length || _cells.Names.Find(_gate.Measure.Name) is not null;
        if (!known)
        {
            return Unmeasured(default, GateOutcome.Fail, GateReason.NotMeasured,
                $"the run has no measure {VisibleText.Quote(_gate.Measure.Name)}; it has {string.Join(", ", GatePlanCheck.Rates.Concat(_cells.Names.All.Order(StringComparer.Ordinal)))}");
        }

        Target[] targets = [.. _cells.All.Select(static cell => cell.Target).Distinct()];
        if (GatePlanCheck.Misfits(_gate, targets, [.. _cells.All.Select(static cell => cell.Prompt)], model => _cells.Provenance[model].Country) is [var misfit, ..])
            return Unmeasured(default, GateOutcome.Fail, GateReason.NothingMatches, misfit.Told);
        if (_gate.NeedsBaseline && _earlier is null) return Unmeasured(default, GateOutcome.Inconclusive, GateReason.NoBaseline, "there is no baseline run to compare with");
        if (_gate.NeedsBaseline && _isItsOwnBaseline) return Unmeasured(default, GateOutcome.Inconclusive, GateReason.NoBaseline, $"its baseline is the run itself, {VisibleText.Of(_setting.Baseline!)}");
        return _cells.Group(GroupBy.None, _gate.Where with { Roles = _roles }, readRoles: true).Count == 0
            ? Unmeasured(default, GateOutcome.Fail, GateReason.NothingMatches, _cells.All.Length == 0 ? "the run has no trials" : "no prompt of the run fits all its filters at once")
            : null;
    }

    private IEnumerable<GateResult> Gaps(TrialGroup key, List<PromptCounts> cells, IEnumerable<LanguageTag> there)
    {
        LanguageTag reference = _setting.Reference!.Value;
        LanguageTag[] languages = _gate.Where.Languages.Count > 0 ? [.. _gate.Where.Languages] : [.. there.Distinct().Order()];
        languages = [.. languages.Where(language => language != reference)];
        return languages.Length == 0
            ? [Unmeasured(key, GateOutcome.Inconclusive, GateReason.NothingObserved, $"there is no other language beside {reference}")]
            : languages.Select(language => ResultOf(key with { Language = language }, new GateSides(_gate, _cells, cells, language, reference)));
    }

    private GateResult ResultOf(TrialGroup key, GateSides sides)
    {
        Estimate? estimate = sides.Estimate;
        Interval? bounds = estimate is null ? null : sides.Bounds;
        (GateOutcome outcome, GateReason reason) = GateDecision.Of(_gate, estimate, sides.MissingShare, bounds, _setting.Incomplete is null && sides.FailedCalls + sides.FailedBefore == 0, sides.Values);
        if (_gate.Measure == Quantity.MissingRate && sides.IsAllMissing && outcome is not GateOutcome.Fail) (outcome, reason) = (GateOutcome.Inconclusive, GateReason.NothingObserved);
        IReadOnlyList<GateEvidence> beyond = estimate is null ? [] : sides.FamiliesBeyond();
        return new GateResult
        {
            Gate = _gate, Group = key, Outcome = outcome, Reason = reason, Estimate = estimate, Bounds = bounds, Beyond = GateDecision.Beyond(_gate, estimate),
            Trials = sides.Trials, MissingShare = sides.MissingShare, FamiliesBeyond = beyond.Count, Evidence = [.. beyond.Take(5)],
            UnpairedFamilies = sides.UnpairedFamilies, Reference = _setting.Reference,
            Message = GateMessage.Of(_gate, reason, estimate, sides, bounds, _setting),
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
        TrialGroup[] wanted = [.. GateGroups.Listed(_gate), .. there.Select(Untargeted).Distinct()];
        foreach (TrialGroup of in asked)
        {
            TrialGroup[] own = [.. there.Where(group => group.TargetId == of.TargetId)];
            if (own.Length == 0)
            {
                yield return of;
                continue;
            }

            var lacking = new List<TrialGroup>();
            foreach (TrialGroup one in wanted)
            {
                if (lacking.Exists(other => GateGroups.Covers(other, one)) || Array.Exists(own, group => GateGroups.Covers(one, group))) continue;
                lacking.Add(one);
                yield return one with { TargetId = of.TargetId, Model = of.Model };
            }
        }
    }

    private GateResult Unmeasured(TrialGroup key, GateOutcome outcome, GateReason reason, string message) => new()
    {
        Gate = _gate, Group = key, Outcome = outcome, Reason = reason, Estimate = null, Bounds = null, Beyond = null, Trials = 0, MissingShare = 0, FamiliesBeyond = 0, Evidence = [],
        Message = message,
    };
}
