using CensorshipEval.Analysis;

namespace CensorshipEval.Coverage;

/// <summary>What came of many assertions.</summary>
internal sealed class AssertionTally
{
    private long _calls;
    private int _runs;

    public Share Holds { get; } = new();

    public Share Fails { get; } = new();

    public Share Inconclusive { get; } = new();

    public double Calls => (double)_calls / _runs;

    public void Add(SequentialOutcome outcome, int calls)
    {
        _runs++;
        _calls += calls;
        Holds.Add(outcome is SequentialOutcome.Holds);
        Fails.Add(outcome is SequentialOutcome.Fails);
        Inconclusive.Add(outcome is SequentialOutcome.Inconclusive);
    }
}
