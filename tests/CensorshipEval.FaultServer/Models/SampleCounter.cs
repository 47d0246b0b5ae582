namespace CensorshipEval.Faults.Models;

/// <summary>
/// Numbers the answers to one prompt from 0. A request on the wire does not say which sample it is for, so a number counts as used once its answer
/// has arrived; one that was given back is the next to be taken.
/// </summary>
internal sealed class SampleCounter
{
    private readonly Lock _lock = new();
    private readonly PriorityQueue<int, int> _returned = new();
    private int _next;

    public int Take()
    {
        lock (_lock) return _returned.TryDequeue(out int sample, out _) ? sample : _next++;
    }

    public void GiveBack(int sample)
    {
        lock (_lock) _returned.Enqueue(sample, sample);
    }
}
