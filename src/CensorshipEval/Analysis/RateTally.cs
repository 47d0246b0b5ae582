namespace CensorshipEval.Analysis;

/// <summary>Counts trials of one group.</summary>
internal sealed class RateTally
{
    private readonly long[] _deliveries = new long[Enum.GetValues<Delivery>().Length];
    private readonly long[] _engagements = new long[Enum.GetValues<Engagement>().Length];
    private readonly HashSet<string> _families = new(StringComparer.Ordinal);
    private long _trials;
    private long _missing;
    private long _hard;
    private long _nonAnswers;

    public void Add(Prompt prompt, Verdict verdict)
    {
        _trials++;
        _deliveries[(int)verdict.Delivery]++;
        if (verdict.Engagement is { } engagement) _engagements[(int)engagement]++;
        if (verdict.IsMissing)
        {
            _missing++;
            return;
        }

        _families.Add(prompt.Cluster);
        if (verdict.IsHardRefusal) _hard++;
        if (verdict.IsNonAnswer) _nonAnswers++;
    }

    public RateSummary Summarise()
    {
        long observed = _trials - _missing;
        double? rate = observed == 0 ? null : (double)_hard / observed;
        return new RateSummary
        {
            Trials = _trials,
            Missing = _missing,
            Families = _families.Count,
            Deliveries = Enum.GetValues<Delivery>().ToDictionary(static value => value, value => _deliveries[(int)value]),
            Engagements = Enum.GetValues<Engagement>().ToDictionary(static value => value, value => _engagements[(int)value]),
            HardRate = rate,
            NonAnswerRate = observed == 0 ? null : (double)_nonAnswers / observed,
            Interval = rate is { } hard ? WilsonInterval.Of(hard, _families.Count) : null,
            Bounds = _trials == 0 ? new Interval(0, 1) : new Interval((double)_hard / _trials, (double)(_hard + _missing) / _trials),
        };
    }
}
