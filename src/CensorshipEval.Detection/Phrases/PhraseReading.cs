namespace CensorshipEval.Detection;

/// <summary>
/// The phrases in the opening of a text that stand in the assistant's own voice. An instance is used for one text after the other, by one thread at
/// a time.
/// </summary>
internal sealed class PhraseReading(PhraseMatcher matcher)
{
    /// <summary>Visible code units read from the beginning: a preamble, and what follows it.</summary>
    private const int OpeningLength = 1_700;

    /// <summary>Where counting the weight of a text stops: beyond, more is as good as any more.</summary>
    private const int MostWeight = 4_000;

    private readonly List<PhraseHit> _hits = [];
    private readonly List<PhraseHit> _lookAlikes = [];
    private readonly List<(int Start, int End)> _quoted = [];
    private int _weighed;
    private int _weight; // of the opening as far as it was weighed

    /// <summary>The opening, folded.</summary>
    public FoldedText Folded { get; } = new();

    /// <summary>The opening, as phrases are compared.</summary>
    public PhraseText Opening { get; } = new();

    /// <summary>The phrases, in the order of the text, without those in quotations and those that a look-alike covers.</summary>
    public List<PhraseHit> Hits => _hits;

    /// <summary>Whether a phrase was met that only looks like a refusal.</summary>
    public bool HasLookAlike => _lookAlikes.Count > 0;

    /// <summary>Whether a phrase was met that somebody else says.</summary>
    public bool HasQuoted { get; private set; }

    /// <summary>How much the whole text says, in letters, see <see cref="TextWeight"/>; counted up to 4,000.</summary>
    public int Weight { get; private set; }

    /// <summary>Reads another text.</summary>
    public void Read(ReadOnlySpan<char> text)
    {
        int end = Detection.Opening.End(text, OpeningLength);
        Folded.Fold(text[..end]);
        Opening.Read(Folded);
        Weight = TextWeight.Of(text, MostWeight);
        (_weighed, _weight) = (0, 0);
        HasQuoted = false;
        _lookAlikes.Clear();
        _hits.Clear();
        matcher.Find(Opening.Span, _hits);
        if (_hits.Count > 0) KeepOwnVoice(text[..end]);
    }

    /// <summary>What stands before a place of <see cref="Opening"/>, in letters.</summary>
    public int WeightBefore(int place)
    {
        // Places are asked for one behind the other: only what lies between is weighed.
        if (place >= _weighed) _weight += TextWeight.Of(Opening.Span[_weighed..place]);
        else _weight -= TextWeight.Of(Opening.Span[place.._weighed]);
        _weighed = place;
        return _weight;
    }

    /// <summary>Where a phrase stands in the text.</summary>
    public (int Start, int Length) Place(PhraseHit hit) => Opening.Original(hit.Start, hit.End);

    private void KeepOwnVoice(ReadOnlySpan<char> original)
    {
        foreach (PhraseHit hit in _hits)
        {
            if (hit.Entry.Kind is PhraseKind.NotRefusal) _lookAlikes.Add(hit);
        }

        QuotedSpans.Find(original, _quoted);
        int kept = 0;
        for (int i = 0; i < _hits.Count; i++)
        {
            if (IsOwnVoice(_hits[i])) _hits[kept++] = _hits[i];
        }

        _hits.RemoveRange(kept, _hits.Count - kept);
    }

    private bool IsOwnVoice(PhraseHit hit)
    {
        if (hit.Entry.Kind is PhraseKind.NotRefusal) return false;
        if (hit.Entry.Kind is PhraseKind.Refusal or PhraseKind.BlockNotice or PhraseKind.Deflection)
        {
            foreach (PhraseHit lookAlike in _lookAlikes)
            {
                if (hit.Overlaps(lookAlike)) return false;
            }
        }

        int place = Place(hit).Start;
        foreach ((int start, int end) in _quoted)
        {
            if (place < start || place >= end) continue;
            HasQuoted = true;
            return false;
        }

        return true;
    }
}
