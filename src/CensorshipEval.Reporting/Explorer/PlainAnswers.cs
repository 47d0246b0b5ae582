namespace CensorshipEval.Reporting;

/// <summary>
/// The plain answers to sensitive questions, for a share of the page that is drawn by the seed and not by interest: whoever doubts the detector must see what it let pass,
/// too. The cell of which the page holds the fewest comes first.
/// </summary>
internal sealed class PlainAnswers
{
    private readonly ExchangeIndex _index;
    private readonly Queue<int>[] _waiting;
    private readonly int[] _held;
    private readonly PriorityQueue<int, (int Held, ulong Order)> _cells = new();

    public PlainAnswers(ExchangeIndex index)
    {
        _index = index;
        _waiting = [.. index.Cells.Select(static _ => new Queue<int>())];
        _held = new int[_waiting.Length];
        foreach (int i in Enumerable.Range(0, index.Facts.Count).Where(i => Has(index.Facts[i])).OrderBy(i => index.Facts[i].Order)) _waiting[index.Facts[i].Cell].Enqueue(i);
        for (int cell = 0; cell < _waiting.Length; cell++) Line(cell);
    }

    /// <summary>Counts what the page holds, whether it was drawn or not.</summary>
    public void Count(ExchangeFact fact)
    {
        if (Has(fact)) _held[fact.Cell]++;
    }

    /// <summary>Draws the next, which the page may hold already.</summary>
    /// <returns>Its index in the facts; <see langword="null"/> when all were drawn.</returns>
    public int? Draw()
    {
        while (_cells.TryDequeue(out int cell, out (int Held, ulong) place))
        {
            // Others of the cell came in since it stood in line: behind those that have fewer.
            int? drawn = place.Held == _held[cell] ? _waiting[cell].Dequeue() : null;
            Line(cell);
            if (drawn is not null) return drawn;
        }

        return null;
    }

    private bool Has(ExchangeFact fact) => fact.Rank is ExchangeRank.Plain && _index.IsSensitive(fact);

    private void Line(int cell)
    {
        if (_waiting[cell].TryPeek(out int next)) _cells.Enqueue(cell, (_held[cell], _index.Facts[next].Order));
    }
}
