namespace CensorshipEval.Analysis;

/// <summary>Counts of a group, by which signals and texts of one family are known to come together or not.</summary>
internal sealed class ObservedCells : ObservedRefusals
{
    private readonly List<(double Trials, double Signalled, double Text)> _families;
    private readonly double _trials;
    private readonly double _confidence;

    public ObservedCells(IEnumerable<PromptCounts> cells, double confidence)
    {
        _confidence = confidence;
        _families =
        [
            .. cells.Where(static cell => cell.Observed > 0).GroupBy(static cell => cell.Cluster).OrderBy(static family => family.Key).Select(static family => (
                (double)family.Sum(static cell => cell.Observed),
                (double)family.Sum(static cell => cell.Hard - cell.BySignal[(int)ObservedSignal.RefusalInText]),
                (double)family.Sum(static cell => cell.BySignal[(int)ObservedSignal.RefusalInText]))),
        ];
        _trials = _families.Sum(static family => family.Trials);
        Signalled = _families.Sum(static family => family.Signalled) / _trials;
        Text = _families.Sum(static family => family.Text) / _trials;
    }

    public override double Signalled { get; }

    public override double Text { get; }

    public override int Families => _families.Count;

    /// <summary>By the effective size, as a rate's own interval has it.</summary>
    public override double Variance(double sensitivity)
    {
        double scale = Scale(sensitivity);
        var mean = new ClusteredMean(
            [
                .. _families.Select(family => new ClusterTotal(
                    family.Trials, ((sensitivity * family.Signalled) + family.Text) / scale,
                    ((sensitivity * sensitivity * family.Signalled) + family.Text) / (scale * scale))),
            ],
            _trials);
        double share = Math.Clamp(mean.Mean, 0, 1);
        return share * (1 - share) / mean.EffectiveSize(_confidence) * scale * scale;
    }

    public override double LeastSignalled(double confidence)
    {
        if (Signalled <= 0) return 0;
        double surer = (1 + confidence) / 2;
        var mean = new ClusteredMean([.. _families.Select(static family => new ClusterTotal(family.Trials, family.Signalled, family.Signalled))], _trials);
        return RateInterval.EffectiveWilson(Signalled, mean.EffectiveSize(surer), surer).Low;
    }
}
