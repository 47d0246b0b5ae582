namespace CensorshipEval.Analysis;

/// <summary>Counts trials of one group.</summary>
internal sealed class RateTally
{
    private readonly long[] _deliveries = new long[Enum.GetValues<Delivery>().Length];
    private readonly long[] _engagements = new long[Enum.GetValues<Engagement>().Length];
    private readonly Dictionary<string, long> _families = new(StringComparer.Ordinal);
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

        _families[prompt.Cluster] = _families.GetValueOrDefault(prompt.Cluster) + 1;
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
            Interval = rate is { } hard ? WilsonInterval.Of(hard, EffectiveFamilies()) : null,
            Bounds = _trials == 0 ? new Interval(0, 1) : new Interval((double)_hard / _trials, (double)(_hard + _missing) / _trials),
        };
    }

    // A family that was asked far more often than the others weighs as much in the rate, and as much less does the rate know (Kish 1965, unequal weights).
    private double EffectiveFamilies()
    {
        double sum = 0, squares = 0;
        foreach (long answers in _families.Values)
        {
            sum += answers;
            squares += (double)answers * answers;
        }

        return sum * sum / squares;
    }
}
