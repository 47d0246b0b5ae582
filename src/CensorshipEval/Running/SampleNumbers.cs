namespace CensorshipEval.Running;

/// <summary>
/// Which sample numbers mean what, so that a key alone tells on resume: the plan's samples come first, then the repeats of sentinels;
/// each further sample asked after an empty answer adds the sum of both once.
/// </summary>
internal readonly struct SampleNumbers(EvaluationPlan plan)
{
    private readonly int _samples = plan.Samples;
    private readonly int _stride = plan.Samples + (plan.Sentinels?.Repeats ?? 0);

    public int OfSentinel(int repeat) => _samples + repeat;

    /// <summary>Which repeat of a sentinel this sample is; <see langword="null"/> for others, and for what was asked after an empty repeat.</summary>
    public int? SentinelRepeat(int sample) => sample >= _samples && sample < _stride ? sample - _samples : null;

    /// <summary>Whether the sample belongs to a sentinel's repeats, what was asked after an empty one included.</summary>
    public bool IsOfSentinel(int sample) => sample % _stride >= _samples;

    /// <summary>Whether the sample is one of the plan's own, whose place in the run the seed alone decides.</summary>
    public bool IsPlanned(int sample) => sample < _samples;

    /// <summary>How many empty answers came before this sample.</summary>
    public int FurtherSamplesBefore(int sample) => sample / _stride;

    public int FurtherSampleOf(int sample) => sample + _stride;
}
