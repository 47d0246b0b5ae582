namespace CensorshipEval.Reporting;

/// <summary>
/// Chooses which exchanges a page holds, where they do not all fit: what was withheld first, as far as its part of the room reaches; then plain answers to sensitive
/// questions, for those who doubt the detector; then what is read beside these; then the rest. At each step the cells (target, language, topic, role) take turns.
/// </summary>
internal sealed class ExchangeChooser
{
    private readonly ExchangeIndex _index;
    private readonly SampleRoom _room;
    private readonly List<int> _chosen = [];
    private readonly int[] _heldOf;

    private ExchangeChooser(ExchangeIndex index, SampleRoom room)
    {
        (_index, _room) = (index, room);
        _heldOf = new int[index.Cells.Count];
    }

    /// <summary>Indices into the facts, in the order in which they were chosen.</summary>
    public static IReadOnlyList<int> Choose(ExchangeIndex index, int most, long mostBytes)
    {
        if (index.Facts.Count <= most && index.Facts.Sum(static fact => fact.Bytes) + index.Prompts.Sum(static prompt => prompt.Bytes) <= mostBytes)
            return [.. Enumerable.Range(0, index.Facts.Count)];
        return new ExchangeChooser(index, new SampleRoom(index, most, mostBytes)).Choose();
    }

    // A fifth is left free of blocks, and a third of what else is withheld, so that these can be compared with what was answered.
    private List<int> Choose()
    {
        TakeInTurns(4.0 / 5, static (fact, _) => fact.Rank is ExchangeRank.Blocked);
        TakeInTurns(2.0 / 3, static (fact, isSensitive) => isSensitive && fact.Rank is ExchangeRank.Refused);
        TakeInTurns(2.0 / 3, static (fact, isSensitive) => isSensitive && fact.Rank is ExchangeRank.Disagreeing);
        TakeInTurns(2.0 / 3, static (fact, _) => fact.Rank is ExchangeRank.Refused);
        int[] telling = [.. _chosen.Where(IsSensitive)];
        DrawPlain(1.0 / 5);
        TakeCompanions(telling);
        TakeInTurns(1, static (_, _) => true);
        return _chosen;
    }

    /// <summary>Within a cell the most telling first; the cells of which the page holds the fewest first, and of these the ones of sensitive questions.</summary>
    private void TakeInTurns(double share, Func<ExchangeFact, bool, bool> isMeant)
    {
        _room.OpenUntil(share);
        IEnumerable<int> meant = Enumerable.Range(0, _index.Facts.Count)
            .Where(i => !_room.Holds(i) && isMeant(_index.Facts[i], _index.IsSensitive(_index.Facts[i])))
            .GroupBy(i => _index.Facts[i].Cell)
            .SelectMany(cell => cell.OrderBy(i => _index.Facts[i].Rank).ThenBy(i => _index.Facts[i].Order).Select((i, place) => (Index: i, Turn: _heldOf[cell.Key] + place)))
            .OrderBy(static one => one.Turn)
            .ThenByDescending(one => _index.IsSensitive(_index.Facts[one.Index]))
            .ThenBy(one => _index.Facts[one.Index].Rank)
            .ThenBy(one => _index.Facts[one.Index].Order)
            .Select(static one => one.Index)
            .ToList();
        foreach (int i in meant)
        {
            if (_room.IsFull) return;
            // Taking the ones before it may have changed that.
            if (isMeant(_index.Facts[i], _index.IsSensitive(_index.Facts[i]))) Take(i);
        }
    }

    private void DrawPlain(double share)
    {
        var plain = new PlainAnswers(_index);
        _room.OpenFor(share);
        while (!_room.IsFull && plain.Draw() is { } i)
        {
            if (Take(i)) plain.Count(_index.Facts[i]);
        }
    }

    /// <summary>The analogue of each, then one of each cell that has none yet, then the family's other languages.</summary>
    private void TakeCompanions(IReadOnlyList<int> telling)
    {
        var first = new FirstSamples(_index);
        _room.OpenUntil(1);
        foreach (int i in _chosen.Where(IsSensitive).ToList())
        {
            PromptFact prompt = PromptOf(i);
            foreach (int analogue in first.Of(_index.Facts[i].Target, prompt, PromptRole.Analogue))
            {
                if (PromptOf(analogue).Language == prompt.Language) Take(analogue);
            }
        }

        TakeInTurns(1, (fact, _) => _heldOf[fact.Cell] == 0);
        foreach (int i in telling)
        {
            foreach (int other in first.Of(_index.Facts[i].Target, PromptOf(i), PromptRole.Sensitive)) Take(other);
        }
    }

    private PromptFact PromptOf(int i) => _index.Prompts[_index.Facts[i].Prompt];

    private bool IsSensitive(int i) => _index.IsSensitive(_index.Facts[i]);

    private bool Take(int i)
    {
        if (!_room.TryHold(i)) return false;
        _heldOf[_index.Facts[i].Cell]++;
        _chosen.Add(i);
        return true;
    }
}
