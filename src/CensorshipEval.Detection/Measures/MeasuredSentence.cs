namespace CensorshipEval.Detection;

/// <summary>A sentence made ready for comparison.</summary>
/// <param name="Start">Where it begins in the text it is of, in UTF-16 code units.</param>
/// <param name="Text">The sentence.</param>
/// <param name="Length">How long it is there.</param>
/// <param name="IsQuestion">Whether it ends in a question mark.</param>
internal readonly record struct MeasuredSentence(int Start, PhraseText Text, int Length, bool IsQuestion)
{
    /// <summary>Whether any of the wordings stands in it.</summary>
    public bool Holds(FoldedWordings wordings) => wordings.TryFind(0, Text, out _);

    /// <summary>Whether any of the wordings stands in it, and where in the text it is of.</summary>
    public bool Holds(FoldedWordings wordings, int group, out (int Start, int Length) place)
    {
        bool holds = wordings.TryFind(group, Text, out (int Start, int Length) within);
        place = (Start + within.Start, within.Length);
        return holds;
    }

    /// <summary>Adds where in the text it is of the wordings stand, of overlapping ones the one that begins first and of those the longest.</summary>
    public void AddAll(FoldedWordings wordings, int group, List<(int Start, int Length)> places)
    {
        int before = places.Count;
        wordings.AddAll(group, Text, places);
        for (int i = before; i < places.Count; i++) places[i] = (Start + places[i].Start, places[i].Length);
    }
}
