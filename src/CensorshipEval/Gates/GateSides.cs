using CensorshipEval.Analysis;

namespace CensorshipEval.Gates;

/// <summary>The one, two or four sides of what a gate measures in one group: sensitive and analogue, two languages, this run and the baseline.</summary>
internal sealed class GateSides
{
    private readonly Gate _gate;
    private readonly CountedCells _cells;
    private readonly Side[] _sides;
    private readonly Lazy<Contrast?> _contrast;

    /// <summary>Everything but a language gap.</summary>
    public GateSides(Gate gate, CountedCells cells, IReadOnlyList<PromptCounts> now, CountedCells? earlier, IReadOnlyList<PromptCounts> before)
        : this(gate, cells, gate.As switch
        {
            MeasuredAs.Value => [new Of(now, cells, 1, IsNow: true)],
            MeasuredAs.Index => [new Of(In(now, PromptRole.Sensitive), cells, 1, IsNow: true), new Of(In(now, PromptRole.Analogue), cells, -1, IsNow: true)],
            MeasuredAs.ValueChange => [new Of(now, cells, 1, IsNow: true), new Of(before, earlier!, -1, IsNow: false)],
            _ =>
            [
                new Of(In(now, PromptRole.Sensitive), cells, 1, IsNow: true), new Of(In(now, PromptRole.Analogue), cells, -1, IsNow: true),
                new Of(In(before, PromptRole.Sensitive), earlier!, -1, IsNow: false), new Of(In(before, PromptRole.Analogue), earlier!, 1, IsNow: false),
            ],
        })
    {
    }

    /// <summary>A language gap.</summary>
    public GateSides(Gate gate, CountedCells cells, IReadOnlyList<PromptCounts> of, LanguageTag language, LanguageTag reference)
        : this(gate, cells,
        [
            new Of(In(In(of, language), PromptRole.Sensitive), cells, 1, IsNow: true), new Of(In(In(of, language), PromptRole.Analogue), cells, -1, IsNow: true),
            new Of(In(In(of, reference), PromptRole.Sensitive), cells, -1, IsNow: true), new Of(In(In(of, reference), PromptRole.Analogue), cells, 1, IsNow: true),
        ])
    {
    }

    private GateSides(Gate gate, CountedCells cells, Of[] sides)
    {
        _gate = gate;
        _cells = cells;
        _sides = [.. sides.Select(SideOf)];
        Trials = _sides.Where(static side => side.IsNow).Sum(static side => TrialsOf(side.Cells));
        if (_sides.Length > 1) KeepWhatIsCompared();
        _contrast = new Lazy<Contrast?>(() => _sides.Length switch
        {
            1 => null,
            2 => ContrastBuilder.Of(gate.Measure, _sides[0].Units, _sides[1].Units, cells.Options, test: false),
            _ => ContrastBuilder.Of(gate.Measure, _sides[0].Units, _sides[1].Units, _sides[2].Units, _sides[3].Units, cells.Options, test: false),
        });
    }

    /// <summary>Trials of this run, those included that nothing is compared with.</summary>
    public long Trials { get; }

    /// <summary>Calls of this run, among what is compared, that failed in transport and have no answer.</summary>
    public long FailedCalls => FailedOf(now: true);

    /// <summary>The same of the baseline.</summary>
    public long FailedBefore => FailedOf(now: false);

    /// <summary>Share of what is compared of which nothing could be judged, of the side that has more of it.</summary>
    public double MissingShare => _gate.Measure == Quantity.MissingRate ? 0 : _sides.Max(static side => MissingOf(side));

    /// <summary>Whether nothing at all could be judged on one side, which makes a missing rate of it a comparison of nothing.</summary>
    public bool IsAllMissing => _sides.Any(static side => side.Cells.Count > 0 && MissingOf(side) >= 1);

    /// <summary>How many of the answers have a value, of the side of which the fewest have; none of both for a rate, which every judged trial has.</summary>
    public (long Values, long Answers) Values { get; private set; }

    /// <summary>Families of which something has a value and that are not compared, for want of the other side.</summary>
    public int UnpairedFamilies => _contrast.Value?.UnpairedFamilies ?? 0;

    public Estimate? Estimate => _sides.Length == 1 ? MeanEstimate.Of(_sides[0].Cells, _gate.Measure, _cells) : _contrast.Value?.Difference;

    /// <summary>What missing trials alone could hide; <see langword="null"/> for what is no share of judged trials. Only where there is an estimate.</summary>
    public Interval? Bounds
    {
        get
        {
            Quantity rate = _gate.Measure;
            if (rate != Quantity.HardRate && rate != Quantity.NonAnswerRate && rate.Signal is null) return null;
            return _sides.Length switch
            {
                1 => Level(_sides[0].Cells),
                2 when _gate.As is MeasuredAs.ValueChange => Minus(UnitLevel(_sides[0]), UnitLevel(_sides[1])),
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

    private Side SideOf(Of of)
    {
        Dictionary<int, int>? numbers = of.IsNow ? null : ComparisonAnalysis.NumbersIn(of.Run, _cells);
        PromptCounts[] fair = [.. of.Cells.Where(cell => _gate.As is MeasuredAs.Value || of.Run.IsFair(cell))];
        var units = UnitValues.Of(fair, _gate.Measure, of.Run.Names, byLanguage: _gate.As is not MeasuredAs.LanguageGap, byRole: _gate.ReadsRoles);
        (UnitKey, PromptCounts)[] keyed =
        [
            .. fair.Where(cell => numbers?.ContainsKey(cell.Cluster) != false).Select(cell => (new UnitKey(
                numbers?[cell.Cluster] ?? cell.Cluster, cell.Prompt.Form, _gate.As is MeasuredAs.LanguageGap ? null : cell.Prompt.Language, cell.Target.Id, _gate.ReadsRoles ? cell.Prompt.Role : null), cell)),
        ];
        Values = Fewer(Values, Counted(fair, of.Run.Names));
        return new Side(fair, keyed, numbers is null ? units : units.Renumbered(numbers), of.Run.Names, of.Sign, of.IsNow);
    }

    // By what was asked and not by what has a value: a trial that is missing would else never be missed.
    private void KeepWhatIsCompared()
    {
        HashSet<UnitKey> common = [.. _sides[0].Keyed.Select(static one => one.Key)];
        foreach (Side side in _sides) common.IntersectWith(side.Keyed.Select(static one => one.Key));
        Values = default;
        foreach (Side side in _sides)
        {
            side.Cells = [.. side.Keyed.Where(one => common.Contains(one.Key)).Select(static one => one.Cell)];
            Values = Fewer(Values, Counted(side.Cells, side.Names));
        }

        if (_gate.Measure.IsRate) return;
        // What was answered without a value is not compared either.
        foreach (Side side in _sides)
        {
            foreach (IGrouping<UnitKey, PromptCounts> unit in side.Keyed.GroupBy(static one => one.Key, static one => one.Cell))
            {
                (long values, long answers) = Counted([.. unit], side.Names);
                if (values == 0 && answers > 0) common.Remove(unit.Key);
            }
        }

        foreach (Side side in _sides) side.Cells = [.. side.Keyed.Where(one => common.Contains(one.Key)).Select(static one => one.Cell)];
    }

    private (long Values, long Answers) Counted(IReadOnlyList<PromptCounts> of, MeasureNames names) => _gate.Measure.IsRate
        ? default
        : (of.Sum(cell => (long)cell.Of(_gate.Measure, names).Count), of.Sum(cell => (long)cell.Of(Quantity.Length, names).Count));

    private static (long Values, long Answers) Fewer((long Values, long Answers) one, (long Values, long Answers) other) =>
        other.Answers > 0 && (one.Answers == 0 || other.Values * one.Answers < one.Values * other.Answers) ? other : one;

    private long FailedOf(bool now) => _sides.Where(side => side.IsNow == now).Sum(static side => side.Cells.Sum(static cell => (long)cell.Deliveries[(int)Delivery.TransportError]));

    private static double MissingOf(Side side) => side.Cells.Count == 0 ? 0 : side.Cells.Sum(static cell => (double)cell.Missing) / TrialsOf(side.Cells);

    private static long TrialsOf(IReadOnlyList<PromptCounts> cells) => cells.Sum(static cell => (long)cell.Trials);

    private static PromptCounts[] In(IReadOnlyList<PromptCounts> of, PromptRole role) => [.. of.Where(cell => cell.Prompt.Role == role)];

    private static PromptCounts[] In(IReadOnlyList<PromptCounts> of, LanguageTag language) => [.. of.Where(cell => cell.Prompt.Language == language)];

    // Rates need no measures.
    private Interval Level(IEnumerable<PromptCounts> cells)
    {
        var none = new MeasureNames();
        double trials = 0, counted = 0, missing = 0;
        foreach (PromptCounts cell in cells)
        {
            trials += cell.Trials;
            counted += cell.Of(_gate.Measure, none).Sum;
            missing += cell.Missing;
        }

        return new Interval(counted / trials, (counted + missing) / trials);
    }

    // A change is a mean over units, and so are its bounds.
    private Interval UnitLevel(Side side)
    {
        HashSet<PromptCounts> compared = [.. side.Cells];
        Interval[] units = [.. side.Keyed.Where(one => compared.Contains(one.Cell)).GroupBy(static one => one.Key, static one => one.Cell).Select(Level)];
        return new Interval(units.Average(static unit => unit.Low), units.Average(static unit => unit.High));
    }

    private static Interval Minus(Interval left, Interval right) => new(left.Low - right.High, left.High - right.Low);

    private sealed record Of(IReadOnlyList<PromptCounts> Cells, CountedCells Run, int Sign, bool IsNow);

    private sealed class Side(IReadOnlyList<PromptCounts> all, (UnitKey Key, PromptCounts Cell)[] keyed, UnitValues units, MeasureNames names, int sign, bool isNow)
    {
        /// <summary>The cells that are compared.</summary>
        public IReadOnlyList<PromptCounts> Cells { get; set; } = all;

        public (UnitKey Key, PromptCounts Cell)[] Keyed => keyed;

        public UnitValues Units => units;

        public MeasureNames Names => names;

        public int Sign => sign;

        public bool IsNow => isNow;
    }
}
