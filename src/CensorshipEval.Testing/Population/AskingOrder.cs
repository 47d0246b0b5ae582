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
    // Of topics whole families; of these prompts every prompt, or matched pair, by itself: each counts as much as any other.
    private readonly IReadOnlyList<IReadOnlyList<AskedUnit>> _items;
    private readonly bool _repeats;
    private readonly int _seed;

    public AskingOrder(MeasuredBehavior behavior, bool isFiniteList, ModelBehaviorOptions options, int calls)
    {
        _repeats = isFiniteList && !options.AnswersNeverVary;
        _seed = options.Seed;
        Calls = calls;
        IReadOnlyList<AskedUnit>[] families = [.. behavior.Units.GroupBy(static unit => unit.Family, StringComparer.Ordinal).Select(static family => (IReadOnlyList<AskedUnit>)[.. family])];
        IReadOnlyList<AskedUnit>[] items = isFiniteList ? [.. behavior.Units.Select(static unit => (IReadOnlyList<AskedUnit>)[unit])] : families;
        Families = families.Length;
        // Draws with repetition need no order before them; and one of the same seed would not be independent of them.
        _items = _repeats ? items : SequentialRateTest.InDrawnOrder(items, options.Seed);
        Estimand = isFiniteList && options.AnswersNeverVary ? SequentialEstimand.TheseFamilies : SequentialEstimand.FamiliesLikeThese;
        Reachable = _repeats ? calls / behavior.Units.Max(static unit => unit.Parts.Count) : WithinCalls(calls);
    }

    /// <summary>Families at hand.</summary>
    public int Families { get; }

    public SequentialEstimand Estimand { get; }

    /// <summary>How many values there are; <see langword="null"/> for any number.</summary>
    public int? Population => _repeats ? null : _items.Count;

    /// <summary>Calls that are allowed, or can be paid for.</summary>
    public int Calls { get; }

    /// <summary>How many values there can be within them.</summary>
    public int Reachable { get; }

    public IEnumerable<Draw> Draws()
    {
        if (!_repeats)
        {
            foreach (IReadOnlyList<AskedUnit> item in _items) yield return new Draw(item, 0);
            yield break;
        }

        // With repetition, every value has the list's own mean for its expectation, whatever came before: what the test needs of answers that vary.
        var draws = new SeededDraws(_seed);
        int[] asked = new int[_items.Count];
        while (true)
        {
            int next = draws.Below(_items.Count);
            yield return new Draw(_items[next], asked[next]++);
        }
    }

    private int WithinCalls(int most)
    {
        int calls = 0;
        return _items.TakeWhile(item => (calls += item.Sum(static unit => unit.Parts.Count)) <= most).Count();
    }
}
