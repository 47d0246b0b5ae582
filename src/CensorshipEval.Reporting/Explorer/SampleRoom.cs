namespace CensorshipEval.Reporting;

/// <summary>The room of a page in exchanges and in bytes, of which each step of the choice opens a share. None is open at first.</summary>
internal sealed class SampleRoom(ExchangeIndex index, int most, long mostBytes)
{
    private readonly bool[] _holds = new bool[index.Facts.Count];
    private readonly bool[] _holdsPrompt = new bool[index.Prompts.Count];
    private int _held;
    private long _bytes;
    private int _mostNow;
    private long _mostBytesNow;

    /// <summary>Whether as many are held as may be now. Bytes may be short before: a smaller one may still fit.</summary>
    public bool IsFull => _held >= _mostNow;

    /// <summary>Whether an exchange is held.</summary>
    public bool Holds(int i) => _holds[i];

    /// <summary>From now on the page may be full up to a share of it.</summary>
    public void OpenUntil(double share) => (_mostNow, _mostBytesNow) = (PartOf(share), (long)(share * mostBytes));

    /// <summary>From now on the page may take a share of itself beyond what it holds.</summary>
    public void OpenFor(double share) => (_mostNow, _mostBytesNow) = (Math.Min(most, _held + (int)(share * most)), Math.Min(mostBytes, _bytes + (long)(share * mostBytes)));

    /// <summary>Holds an exchange, if there is room for it and its prompt.</summary>
    /// <returns>Whether it is held now and was not before.</returns>
    public bool TryHold(int i)
    {
        ExchangeFact fact = index.Facts[i];
        if (_holds[i] || IsFull) return false;
        long bytes = fact.Bytes + (_holdsPrompt[fact.Prompt] ? 0 : index.Prompts[fact.Prompt].Bytes);
        if (_bytes + bytes > _mostBytesNow) return false;
        (_holds[i], _holdsPrompt[fact.Prompt]) = (true, true);
        _held++;
        _bytes += bytes;
        return true;
    }

    // Of a room for one or two a part is still one.
    private int PartOf(double share) => (int)Math.Ceiling(share * most - 1e-9);
}
