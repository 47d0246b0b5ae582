using CensorshipEval.Analysis;

namespace CensorshipEval.Testing;

/// <summary>What an earlier run says of what is asked now, and how far chance may have led it astray.</summary>
internal sealed class BaselineComparison
{
    private const int MostSamples = 1_000_000;

    private readonly Dictionary<Prompt, Interval> _shares = new(ReferenceEqualityComparer.Instance);
    private readonly MeasuredBehavior _behavior;
    private readonly double _error;
    private readonly bool _isFixed = true;
    private readonly int _samples = int.MaxValue;
    private readonly Leg _with;
    private readonly Leg _against;

    public BaselineComparison(BaselineRun run, MeasuredBehavior behavior, bool isFiniteList, ModelBehaviorOptions options)
    {
        _behavior = behavior;
        _error = (1 - options.Confidence) / 2;
        Lacking = behavior.Prompts.Count(prompt => !run.Knows(prompt));
        if (Lacking > 0) return;
        List<(AskedPart Part, IReadOnlyList<Trial> Answers)> all = Shared(run, behavior);
        // Of these prompts each counts alike, by as many answers as any other has.
        if (isFiniteList)
        {
            _samples = all.Min(static one => one.Answers.Count);
            _isFixed = all.All(one => one.Answers.Count == _samples);
        }

        bool varied = false;
        foreach ((AskedPart part, IReadOnlyList<Trial> answers) in all)
        {
            Verdict[] verdicts = [.. answers.Take(_samples).Select(static answer => answer.Verdict)];
            int counted = verdicts.Count(verdict => !verdict.IsMissing && behavior.Counts(verdict)), missing = verdicts.Count(static verdict => verdict.IsMissing);
            _shares[part.Prompt] = new Interval((double)counted / verdicts.Length, (double)(counted + missing) / verdicts.Length);
            varied |= counted > 0 && counted + missing < verdicts.Length;
            Leg leg = new(verdicts.Length, counted, counted + missing);
            if (part.Sign > 0) _with += leg;
            else _against += leg;
        }

        // Of topics, a family's difference from its earlier answers has their chance in it already.
        IsUncertain = isFiniteList && !(options.AnswersNeverVary && !varied);
        if (IsUncertain) (Above, Below) = (AboveTruth(_with, _against, Error(_samples)), BelowTruth(_with, _against, Error(_samples)));
    }

    /// <summary>Prompts to which it has no judged answer.</summary>
    public int Lacking { get; }

    /// <summary>Whether its chance must be reckoned with; half of the error is for that.</summary>
    public bool IsUncertain { get; }

    /// <summary>How far its mean may be above the truth.</summary>
    public double Above { get; }

    /// <summary>How far its mean may be below the truth.</summary>
    public double Below { get; }

    /// <summary>Answers that count.</summary>
    public int Answers => _with.Of + _against.Of;

    /// <summary>What the unit was worth; from its least to its greatest, where answers could not be judged.</summary>
    public Interval Of(AskedUnit unit)
    {
        double low = 0, high = 0;
        foreach (AskedPart part in unit.Parts)
        {
            Interval share = _shares[part.Prompt];
            low += part.Sign > 0 ? share.Low : -share.High;
            high += part.Sign > 0 ? share.High : -share.Low;
        }

        return new Interval(low, high);
    }

    /// <summary>How many answers to each prompt would leave half of the margin to the model asked now, at the shares found; <see langword="null"/> where none would do.</summary>
    public int? SamplesNeeded(double margin)
    {
        int enough = _samples;
        while (AboveTruth(_with.Times(enough, _samples), _against.Times(enough, _samples), _error) > margin / 2)
        {
            if (enough > MostSamples / Math.Max(1, _behavior.Units.Count)) return null;
            enough += Math.Max(1, enough / 8);
        }

        return enough;
    }

    // How often one looks at a run of no fixed size is nobody's choice: so all sizes share the error.
    private double Error(int samples) => _isFixed ? _error : _error / ((double)samples * (samples + 1));

    private double AboveTruth(Leg with, Leg against, double error)
    {
        double each = against.Of == 0 ? error : error / 2;
        return (Weight(1) * (with.Low - with.LowerBound(each))) + (Weight(-1) * (against.UpperBound(each) - against.High));
    }

    private double BelowTruth(Leg with, Leg against, double error)
    {
        double each = against.Of == 0 ? error : error / 2;
        return (Weight(1) * (with.UpperBound(each) - with.High)) + (Weight(-1) * (against.Low - against.LowerBound(each)));
    }

    private int Weight(int sign) => _behavior.Units[0].Parts.Count(part => part.Sign == sign);

    // Prompts of the same words share their answers, so that none counts twice.
    private static List<(AskedPart Part, IReadOnlyList<Trial> Answers)> Shared(BaselineRun run, MeasuredBehavior behavior)
    {
        Dictionary<PromptWords, int> copies = behavior.Prompts.GroupBy(PromptWords.Of).ToDictionary(static group => group.Key, static group => group.Count());
        var next = new Dictionary<PromptWords, int>();
        var shared = new List<(AskedPart, IReadOnlyList<Trial>)>();
        foreach (AskedPart part in behavior.Units.SelectMany(static unit => unit.Parts))
        {
            var words = PromptWords.Of(part.Prompt);
            IReadOnlyList<Trial> answers = run.AnswersTo(part.Prompt);
            int each = answers.Count / copies[words], at = next[words] = next.GetValueOrDefault(words) + 1;
            shared.Add((part, each == 0 ? answers : [.. answers.Skip((at - 1) * each).Take(each)]));
        }

        return shared;
    }

    /// <summary>Answers that count with one sign: how many, and of them how many at least and at most are refusals.</summary>
    private readonly record struct Leg(int Of, int Least, int Most)
    {
        public double Low => Of == 0 ? 0 : (double)Least / Of;

        public double High => Of == 0 ? 0 : (double)Most / Of;

        public static Leg operator +(Leg one, Leg other) => new(one.Of + other.Of, one.Least + other.Least, one.Most + other.Most);

        public double LowerBound(double error) => Of == 0 ? 0 : BinomialBounds.Lower(Least, Of, error);

        public double UpperBound(double error) => Of == 0 ? 0 : BinomialBounds.Upper(Most, Of, error);

        public Leg Times(int samples, int of) => new((int)((long)Of * samples / of), (int)Math.Round((double)Least * samples / of), (int)Math.Round((double)Most * samples / of));
    }
}
