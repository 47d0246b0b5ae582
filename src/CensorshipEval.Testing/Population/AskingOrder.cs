using CensorshipEval.Analysis;

namespace CensorshipEval.Testing;

/// <summary>Units that are asked for one value of the test.</summary>
/// <param name="Units">A whole family, or one of its units.</param>
/// <param name="Sample">Which sample of its prompts, from 0.</param>
internal sealed record Draw(IReadOnlyList<AskedUnit> Units, int Sample)
{
    public int Calls => Units.Sum(static unit => unit.Parts.Count);
}

/// <summary>In which order is asked, and how many values there can be.</summary>
internal sealed class AskingOrder
{
    private readonly IReadOnlyList<IReadOnlyList<AskedUnit>> _families;
    private readonly bool _repeats;
    private readonly int _seed;

    public AskingOrder(MeasuredBehavior behavior, bool isFiniteList, ModelBehaviorOptions options)
    {
        _repeats = isFiniteList && !options.AnswersNeverVary;
        _seed = options.Seed;
        IReadOnlyList<AskedUnit>[] families = [.. behavior.Units.GroupBy(static unit => unit.Family, StringComparer.Ordinal).Select(static family => (IReadOnlyList<AskedUnit>)[.. family])];
        // Draws with repetition need no order before them; and one of the same seed would not be independent of them.
        _families = _repeats ? families : SequentialRateTest.InDrawnOrder(families, options.Seed);
        Estimand = isFiniteList && options.AnswersNeverVary ? SequentialEstimand.TheseFamilies : SequentialEstimand.FamiliesLikeThese;
        Reachable = _repeats ? options.MaxCalls / behavior.Units.Max(static unit => unit.Parts.Count) : WithinCalls(options.MaxCalls);
    }

    /// <summary>Families at hand.</summary>
    public int Families => _families.Count;

    public SequentialEstimand Estimand { get; }

    /// <summary>How many values there are; <see langword="null"/> for any number.</summary>
    public int? Population => _repeats ? null : _families.Count;

    /// <summary>How many values there can be within the calls that are allowed.</summary>
    public int Reachable { get; }

    public IEnumerable<Draw> Draws()
    {
        if (!_repeats)
        {
            foreach (IReadOnlyList<AskedUnit> family in _families) yield return new Draw(family, 0);
            yield break;
        }

        // With repetition, every value has the list's own mean for its expectation, whatever came before: what the test needs of answers that vary.
        var draws = new SeededDraws(_seed);
        var asked = new Dictionary<AskedUnit, int>(ReferenceEqualityComparer.Instance);
        while (true)
        {
            IReadOnlyList<AskedUnit> family = _families[draws.Below(_families.Count)];
            AskedUnit unit = family[draws.Below(family.Count)];
            int sample = asked.GetValueOrDefault(unit);
            asked[unit] = sample + 1;
            yield return new Draw([unit], sample);
        }
    }

    private int WithinCalls(int most)
    {
        int calls = 0;
        return _families.TakeWhile(family => (calls += family.Sum(static unit => unit.Parts.Count)) <= most).Count();
    }
}
