namespace CensorshipEval.Reporting;

/// <summary>
/// Chooses which exchanges a page holds: every cell (target, language, topic, role) in turn gives its most telling one, the cells of sensitive prompts first. With a
/// sensitive exchange comes its analogue, and its family's other languages are preferred in their cells, for they are read beside it.
/// </summary>
internal sealed class ExchangeChooser
{
    private readonly ExchangeIndex _index;
    private readonly int _most;
    private readonly PriorityQueue<int, (ExchangeRank Rank, bool IsUnwanted, ulong Order)>[] _queues;
    private readonly int[] _takenOf;
    private readonly bool[] _taken;
    private readonly bool[] _wanted;
    private readonly HashSet<int> _promptsHeld = [];
    private readonly Dictionary<Form, List<int>> _firstSamples = [];
    private readonly List<int> _chosen = [];
    private long _bytesLeft;

    private ExchangeChooser(ExchangeIndex index, int most, long mostBytes)
    {
        _index = index;
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
        IndexFirstSamples();
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
        ExchangeFact fact = _index.Facts[i];
        if (_taken[i] || _chosen.Count >= _most) return false;
        long bytes = fact.Bytes + (_promptsHeld.Contains(fact.Prompt) ? 0 : _index.Prompts[fact.Prompt].Bytes);
        if (bytes > _bytesLeft) return false;
        _bytesLeft -= bytes;
        _promptsHeld.Add(fact.Prompt);
        _taken[i] = true;
        _takenOf[fact.Cell]++;
        _chosen.Add(i);
        return true;
    }

    private void TakeCompanions(int chosen)
    {
        ExchangeFact fact = _index.Facts[chosen];
        PromptFact prompt = _index.Prompts[fact.Prompt];
        if (prompt.FamilyId is null) return;
        foreach (int analogue in FirstSamples(fact.Target, prompt, PromptRole.Analogue))
        {
            if (_index.Prompts[_index.Facts[analogue].Prompt].Language == prompt.Language) Take(analogue);
        }

        foreach (int other in FirstSamples(fact.Target, prompt, PromptRole.Sensitive))
        {
            if (_taken[other] || _wanted[other]) continue;
            _wanted[other] = true;
            Enqueue(other);
        }
    }

    private List<int> FirstSamples(int target, PromptFact prompt, PromptRole role) =>
        _firstSamples.TryGetValue(new Form(target, prompt.FamilyId!, prompt.Form, role), out List<int>? found) ? found : [];

    private void IndexFirstSamples()
    {
        var first = new Dictionary<(int, int), int>();
        for (int i = 0; i < _taken.Length; i++)
        {
            ExchangeFact fact = _index.Facts[i];
            if (!first.TryGetValue((fact.Target, fact.Prompt), out int known) || fact.Sample < _index.Facts[known].Sample) first[(fact.Target, fact.Prompt)] = i;
        }

        foreach (int i in first.Values)
        {
            PromptFact prompt = _index.Prompts[_index.Facts[i].Prompt];
            if (prompt.FamilyId is null || prompt.Role is not (PromptRole.Sensitive or PromptRole.Analogue)) continue;
            var form = new Form(_index.Facts[i].Target, prompt.FamilyId, prompt.Form, prompt.Role.Value);
            if (!_firstSamples.TryGetValue(form, out List<int>? list)) _firstSamples.Add(form, list = []);
            list.Add(i);
        }
    }

    // An exchange that is wanted stands twice in its queue; the second time it is taken already.
    private void Enqueue(int i)
    {
        ExchangeFact fact = _index.Facts[i];
        ExchangeRank rank = _wanted[i] && fact.Rank > ExchangeRank.Disagreeing ? ExchangeRank.Disagreeing : fact.Rank;
        _queues[fact.Cell].Enqueue(i, (rank, !_wanted[i], fact.Order));
    }

    private readonly record struct Form(int Target, string FamilyId, PromptForm? PromptForm, PromptRole Role);
}
