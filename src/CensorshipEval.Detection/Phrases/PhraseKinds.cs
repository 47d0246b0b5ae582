namespace CensorshipEval.Detection;

/// <summary>A set of kinds of phrases.</summary>
internal readonly record struct PhraseKinds(int Bits)
{
    public PhraseKinds With(PhraseKind kind) => new(Bits | (1 << (int)kind));

    public bool Has(PhraseKind kind) => (Bits & (1 << (int)kind)) != 0;
}
