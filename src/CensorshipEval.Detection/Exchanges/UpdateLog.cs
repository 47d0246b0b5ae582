namespace CensorshipEval.Detection;

/// <summary>
/// The updates of one stream. When there are very many, neighbours are put together: two pieces of text become one at the time of the first, and that a
/// text was replaced, and when, is kept.
/// </summary>
internal sealed class UpdateLog
{
    private const int Most = 8_192;

    private List<StreamUpdate> _updates = [];
    private bool _isFull;

    public IReadOnlyList<StreamUpdate> Updates => _updates;

    public void Add(StreamUpdate update)
    {
        if (_updates.Count >= Most && !_isFull) MergeNeighbours();
        if (_isFull) _updates[^1] = Merge(_updates[^1], update);
        else _updates.Add(update);
    }

    private void MergeNeighbours()
    {
        var merged = new List<StreamUpdate>(Most);
        bool lastIsMerged = false;
        foreach (StreamUpdate update in _updates)
        {
            if (merged.Count > 0 && !lastIsMerged && merged[^1].Kind == update.Kind)
            {
                merged[^1] = Merge(merged[^1], update);
                lastIsMerged = true;
                continue;
            }

            merged.Add(update);
            lastIsMerged = false;
        }

        // A stream that replaces its text thousands of times: what follows is of one kind with it.
        _isFull = merged.Count > Most * 3 / 4;
        _updates = merged;
    }

    private static StreamUpdate Merge(StreamUpdate first, StreamUpdate second) => second.Kind is StreamUpdateKind.Replace
        ? new StreamUpdate(first.Kind is StreamUpdateKind.Replace ? first.At : second.At, StreamUpdateKind.Replace, second.Length)
        : first with { Length = (int)Math.Min((long)first.Length + second.Length, int.MaxValue) };
}
