using CensorshipEval.Analysis;

namespace CensorshipEval.Gates;

/// <summary>The one, two or four sides of what a gate measures in one group: sensitive and analogue, two languages, this run and the baseline.</summary>
internal sealed class GateSides
{
    private readonly Gate _gate;
    private readonly CountedCells _cells;
    private readonly Side[] _sides;

    /// <summary>Everything but a language gap.</summary>
    public GateSides(Gate gate, CountedCells cells, IReadOnlyList<PromptCounts> now, CountedCells? earlier, IReadOnlyList<PromptCounts> before)
    {
        _gate = gate;
        _cells = cells;
        Dictionary<int, int> numbers = gate.NeedsBaseline ? ComparisonAnalysis.NumbersIn(earlier!, cells) : [];
        _sides = gate.As switch
        {
            MeasuredAs.Value => [Of(now)],
            MeasuredAs.Index => [Of(In(now, PromptRole.Sensitive)), Of(In(now, PromptRole.Analogue), -1)],
            MeasuredAs.ValueChange => [Of(now), Before(before)],
            _ => [Of(In(now, PromptRole.Sensitive)), Of(In(now, PromptRole.Analogue), -1), Before(In(before, PromptRole.Sensitive)), Before(In(before, PromptRole.Analogue), 1)],
        };

        Side Before(IReadOnlyList<PromptCounts> of, int sign = -1)
        {
            PromptCounts[] fair = [.. of.Where(earlier!.IsFair)];
            return new Side(fair, UnitValues.Of(fair, gate.Measure, earlier!.Names, byRole: gate.ReadsRoles).Renumbered(numbers), sign, IsNow: false);
        }
    }

    /// <summary>A language gap.</summary>
    public GateSides(Gate gate, CountedCells cells, IReadOnlyList<PromptCounts> of, LanguageTag language, LanguageTag reference)
    {
        _gate = gate;
        _cells = cells;
        PromptCounts[] one = [.. of.Where(cell => cell.Prompt.Language == language)], other = [.. of.Where(cell => cell.Prompt.Language == reference)];
        _sides =
        [
            Of(In(one, PromptRole.Sensitive)), Of(In(one, PromptRole.Analogue), -1), Of(In(other, PromptRole.Sensitive), -1), Of(In(other, PromptRole.Analogue)),
        ];
    }

    public long Trials => _sides.Where(static side => side.IsNow).Sum(static side => side.Cells.Sum(static cell => (long)cell.Trials));

    /// <summary>Calls of this run that failed in transport and have no answer.</summary>
    public long FailedCalls => _sides.Where(static side => side.IsNow).Sum(static side => side.Cells.Sum(static cell => (long)cell.Deliveries[(int)Delivery.TransportError]));

    public double MissingShare => _gate.Measure == Quantity.MissingRate
        ? 0
        : _sides.Max(static side => side.Cells.Count == 0 ? 0 : side.Cells.Sum(static cell => (double)cell.Missing) / side.Cells.Sum(static cell => (long)cell.Trials));

    public Estimate? Estimate => _sides.Length switch
    {
        1 => MeanEstimate.Of(_sides[0].Cells, _gate.Measure, _cells),
        2 => ContrastBuilder.Of(_gate.Measure, _sides[0].Units, _sides[1].Units, _cells.Options, test: false)?.Difference,
        _ => ContrastBuilder.Of(_gate.Measure, _sides[0].Units, _sides[1].Units, _sides[2].Units, _sides[3].Units, _cells.Options, test: false)?.Difference,
    };

    /// <summary>What missing trials alone could hide; <see langword="null"/> for what is no share of judged trials. Only where there is an estimate.</summary>
    public Interval? Bounds
    {
        get
        {
            Quantity rate = _gate.Measure;
            if (rate != Quantity.HardRate && rate != Quantity.NonAnswerRate && rate.Signal is null) return null;
            return _sides.Length switch
            {
                1 => Level(_sides[0]),
                2 when _gate.As is MeasuredAs.ValueChange => Minus(Level(_sides[0]), Level(_sides[1])),
                2 => IndexBounds.Of(_sides[0].Cells, _sides[1].Cells, rate),
                _ => Minus(IndexBounds.Of(_sides[0].Cells, _sides[1].Cells, rate), IndexBounds.Of(_sides[2].Cells, _sides[3].Cells, rate)),
            };
        }
    }

    /// <summary>The families that lie beyond a limit by themselves, the worst first.</summary>
    public IReadOnlyList<GateEvidence> FamiliesBeyond()
    {
        var units = new MatchedUnits([.. _sides.Select(static side => side.Units)]);
        return
        [
            .. units.Keys.GroupBy(static key => key.Family).Select(family => (Family: family.Key, Keys: family.ToArray(), Value: family.Average(key => _sides.Sum(side => side.Sign * side.Units.Mean(key)))))
                .Select(family => (family.Family, family.Keys, family.Value, Beyond: GateDecision.Distance(_gate, family.Value)))
                .Where(static family => family.Beyond > 1e-9)
                .OrderByDescending(static family => family.Beyond).ThenBy(family => _cells.Families[family.Family], StringComparer.Ordinal)
                .Select(family => EvidenceOf(family.Family, family.Keys, family.Value)),
        ];
    }

    private GateEvidence EvidenceOf(int family, UnitKey[] keys, double value)
    {
        Side first = _sides[0];
        bool tooMuch = value > _gate.AtMost;
        (PromptCounts Cell, double Mean)[] cells =
        [
            .. first.Cells.Where(cell => cell.Cluster == family).Select(cell => (cell, Value: cell.Of(_gate.Measure, _cells.Names))).Where(static one => one.Value.Count > 0)
                .Select(static one => (one.cell, one.Value.Sum / one.Value.Count)),
        ];
        double? limit = tooMuch ? _gate.As is MeasuredAs.Value ? _gate.AtMost : 0 : _gate.As is MeasuredAs.Value ? _gate.AtLeast : null;
        (PromptCounts Cell, double Mean)[] worst =
        [
            .. tooMuch
                ? cells.Where(cell => cell.Mean > limit).OrderByDescending(static cell => cell.Mean)
                : cells.Where(cell => limit is null || cell.Mean < limit).OrderBy(static cell => cell.Mean),
        ];
        return new GateEvidence
        {
            Family = _cells.Families[family],
            Value = value,
            Observations = keys.Sum(first.Units.Count),
            Counted = _gate.Measure.IsRate ? (int)Math.Round(keys.Sum(key => first.Units.Mean(key) * first.Units.Count(key))) : null,
            Languages = [.. worst.Select(static cell => cell.Cell.Prompt.Language).Distinct().Order()],
            Prompts = [.. worst.Select(static cell => cell.Cell.Prompt.Id).Distinct(StringComparer.Ordinal).Take(5)],
        };
    }

    private Side Of(IReadOnlyList<PromptCounts> of, int sign = 1)
    {
        PromptCounts[] fair = [.. of.Where(cell => _gate.As is MeasuredAs.Value || _cells.IsFair(cell))];
        return new Side(fair, UnitValues.Of(fair, _gate.Measure, _cells.Names, byLanguage: _gate.As is not MeasuredAs.LanguageGap, byRole: _gate.ReadsRoles), sign, IsNow: true);
    }

    private static PromptCounts[] In(IReadOnlyList<PromptCounts> of, PromptRole role) => [.. of.Where(cell => cell.Prompt.Role == role)];

    private Interval Level(Side side)
    {
        double trials = side.Cells.Sum(static cell => (double)cell.Trials), counted = side.Cells.Sum(cell => cell.Of(_gate.Measure, _cells.Names).Sum), missing = side.Cells.Sum(static cell => (double)cell.Missing);
        return new Interval(counted / trials, (counted + missing) / trials);
    }

    private static Interval Minus(Interval left, Interval right) => new(left.Low - right.High, left.High - right.Low);

    private sealed record Side(IReadOnlyList<PromptCounts> Cells, UnitValues Units, int Sign, bool IsNow);
}
