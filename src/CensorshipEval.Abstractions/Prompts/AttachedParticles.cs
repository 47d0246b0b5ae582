namespace CensorshipEval;

/// <summary>What a language writes together with the word behind it: conjunctions, prepositions and the article of Arabic and Hebrew.</summary>
internal sealed class AttachedParticles
{
    private static readonly AttachedParticles Arabic = new(["", "و", "ف"], ["", "ب", "ك", "ل", "س", "لل", "ال", "بال", "كال"]);

    private static readonly AttachedParticles Hebrew = new(["", "ו"], ["", "ש", "כש"], ["", "ה", "ב", "ל", "כ", "מ", "בה", "לה", "כה", "מה"]);

    private readonly HashSet<string> _all = new(StringComparer.Ordinal);

    private AttachedParticles(params IReadOnlyList<string>[] inOrder)
    {
        IEnumerable<string> all = [""];
        foreach (IReadOnlyList<string> next in inOrder) all = all.SelectMany(before => next.Select(particle => before + particle));
        _all.UnionWith(all);
        Longest = _all.Max(static particles => particles.Length);
    }

    /// <summary>Code units of the longest.</summary>
    public int Longest { get; }

    /// <summary>Those of a language; <see langword="null"/> where it writes none together.</summary>
    public static AttachedParticles? Of(LanguageTag language) => language.Language switch
    {
        "ar" => Arabic,
        "he" => Hebrew,
        _ => null,
    };

    /// <summary>Whether this is nothing but such particles.</summary>
    public bool Holds(ReadOnlySpan<char> text) => _all.GetAlternateLookup<ReadOnlySpan<char>>().Contains(text);
}
