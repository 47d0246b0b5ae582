namespace CensorshipEval.Reporting;

/// <summary>
/// Chooses which exchanges a page holds: every cell (target, language, topic, role) in turn gives its most telling one, the cells of sensitive prompts first. With a
/// sensitive exchange comes its analogue, and its family's other languages are preferred in their cells, for they are read beside it. Every fifth is drawn from the
/// <see cref="PlainAnswers"/>.
/// </summary>
internal sealed class ExchangeChooser
{
    private const int PlainEvery = 5;

    private readonly ExchangeIndex _index;
    private readonly PlainAnswers _plain;
    private readonly FirstSamples _firstSamples;
    private readonly int _most;
    private readonly PriorityQueue<int, (ExchangeRank Rank, bool IsUnwanted, ulong Order)>[] _queues;
    private readonly int[] _takenOf;
    private readonly bool[] _taken;
    private readonly bool[] _wanted;
    private readonly HashSet<int> _promptsHeld = [];
    private readonly List<int> _chosen = [];
    private long _bytesLeft;
    private int _drawn;

    private ExchangeChooser(ExchangeIndex index, int most, long mostBytes)
    {
        _index = index;
        _plain = new PlainAnswers(index);
        _firstSamples = new FirstSamples(index);
        _most = most;
        _bytesLeft = mostBytes;
        _queues = new PriorityQueue<int, (ExchangeRank Rank, bool IsUnwanted, ulong Order)>[index.Cells.Count];
        for (int cell = 0; cell < _queues.Length; cell++) _queues[cell] = new PriorityQueue<int, (ExchangeRank Rank, bool IsUnwanted, ulong Order)>();
        _takenOf = new int[_queues.Length];
        _taken = new bool[index.Facts.Count];
        _wanted = new bool[index.Facts.Count];
    }

    /// <summary>Indices into the facts, in the order in which they were chosen.</summary>
    public static IReadOnlyList<int> Choose(ExchangeIndex index, int most, long mostBytes)
    {
        if (index.Facts.Count <= most && index.Facts.Sum(static fact => fact.Bytes) + index.Prompts.Sum(static prompt => prompt.Bytes) <= mostBytes)
            return [.. Enumerable.Range(0, index.Facts.Count)];
        return new ExchangeChooser(index, most, mostBytes).Choose();
    }

    private List<int> Choose()
    {
        for (int i = 0; i < _taken.Length; i++) Enqueue(i);
        bool[] isSensitive = [.. _index.Cells.Select(static cell => cell.Role is PromptRole.Sensitive)];
        var open = Enumerable.Range(0, _queues.Length).ToList();
        for (int round = 1; open.Count > 0 && _chosen.Count < _most; round++)
        {
            open.RemoveAll(cell => _queues[cell].Count == 0);
            open.Sort((left, right) => isSensitive[left] != isSensitive[right] ? isSensitive[right].CompareTo(isSensitive[left]) : Head(left).CompareTo(Head(right)));
            foreach (int cell in open)
            {
                if (_chosen.Count >= _most) break;
                if (_takenOf[cell] < round) TakeNext(cell);
            }
        }

        return _chosen;
    }

    private (ExchangeRank, bool, ulong) Head(int cell) => _queues[cell].TryPeek(out _, out (ExchangeRank, bool, ulong) place) ? place : default;

    private void TakeNext(int cell)
    {
        // What does not fit is let go, and the next of the cell is tried.
        while (_queues[cell].TryDequeue(out int next, out _))
        {
            if (!Take(next)) continue;
            if (_index.Prompts[_index.Facts[next].Prompt].Role is PromptRole.Sensitive) TakeCompanions(next);
            return;
        }
    }

    private bool Take(int i)
    {
        if (!TryHold(i)) return false;
        _takenOf[_index.Facts[i].Cell]++;
        DrawPlain();
        return true;
    }

    // At once where one is due, not at the end: bytes may run out before the number does.
    private void DrawPlain()
    {
        while (_chosen.Count < _most && _drawn < (_chosen.Count + 1) / PlainEvery && _plain.Draw() is { } i)
        {
            if (!TryHold(i)) continue;
            _drawn++;
            int cell = _index.Facts[i].Cell;
            // Where nothing more telling waits it is the cell's turn; else the cell keeps its turn.
            if (!HoldsMoreTelling(cell)) _takenOf[cell]++;
        }
    }

    private bool HoldsMoreTelling(int cell)
    {
        while (_queues[cell].TryPeek(out int head, out _))
        {
            if (!_taken[head]) return _index.Facts[head].Rank < ExchangeRank.Plain;
            _queues[cell].Dequeue();
        }

        return false;
    }

    private bool TryHold(int i)
    {
        ExchangeFact fact = _index.Facts[i];
        if (_taken[i] || _chosen.Count >= _most) return false;
        long bytes = fact.Bytes + (_promptsHeld.Contains(fact.Prompt) ? 0 : _index.Prompts[fact.Prompt].Bytes);
        if (bytes > _bytesLeft) return false;
        _bytesLeft -= bytes;
        _promptsHeld.Add(fact.Prompt);
        _taken[i] = true;
        _plain.Count(fact);
        _chosen.Add(i);
        return true;
    }

    private void TakeCompanions(int chosen)
    {
        ExchangeFact fact = _index.Facts[chosen];
        PromptFact prompt = _index.Prompts[fact.Prompt];
        foreach (int analogue in _firstSamples.Of(fact.Target, prompt, PromptRole.Analogue))
        {
            if (_index.Prompts[_index.Facts[analogue].Prompt].Language == prompt.Language) Take(analogue);
        }

        foreach (int other in _firstSamples.Of(fact.Target, prompt, PromptRole.Sensitive))
        {
            if (_taken[other] || _wanted[other]) continue;
            _wanted[other] = true;
            Enqueue(other);
        }
    }

    // An exchange that is wanted stands twice in its queue; the second time it is taken already.
    private void Enqueue(int i)
    {
        ExchangeFact fact = _index.Facts[i];
        ExchangeRank rank = _wanted[i] && fact.Rank > ExchangeRank.Disagreeing ? ExchangeRank.Disagreeing : fact.Rank;
        _queues[fact.Cell].Enqueue(i, (rank, !_wanted[i], fact.Order));
    }
}
