namespace CensorshipEval.Detection;

/// <summary>An entry met in a normalised text.</summary>
internal readonly record struct PhraseHit(PhraseEntry Entry, int Start, int End)
{
    public bool Overlaps(PhraseHit other) => Start < other.End && other.Start < End;
}
