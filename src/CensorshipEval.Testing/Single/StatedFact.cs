namespace CensorshipEval.Testing;

/// <summary>
/// A fact that an answer is to state, by its wordings: every group must be met by any one of its wordings, within a few sentences, and not only to deny it.
/// A wording is compared without regard to case and width, as whole words where a language separates them (a trailing <c>*</c> allows any ending).
/// </summary>
public sealed record StatedFact
{
    private StatedFact(IReadOnlyList<IReadOnlyList<string>> wordings)
    {
        if (wordings.Count == 0 || wordings.Any(static group => group.Count == 0 || group.Any(string.IsNullOrWhiteSpace)))
            throw new ArgumentException("A fact has at least one wording, and none is empty.", nameof(wordings));
        Wordings = wordings;
    }

    /// <summary>Groups of wordings.</summary>
    public IReadOnlyList<IReadOnlyList<string>> Wordings { get; }

    /// <summary>A fact with one group: any of these wordings states it.</summary>
    public static StatedFact AnyOf(params IReadOnlyList<string> wordings) => new([[.. wordings]]);

    /// <summary>A fact of several parts: all of these wordings must be met.</summary>
    public static StatedFact AllOf(params IReadOnlyList<string> wordings) => new([.. wordings.Select(static wording => new[] { wording })]);

    /// <summary>A fact that needs this one beside it, too: another group of wordings.</summary>
    public StatedFact And(params IReadOnlyList<string> wordings) => new([.. Wordings, [.. wordings]]);

    /// <summary>A fact with one wording.</summary>
    public static implicit operator StatedFact(string wording) => AnyOf(wording);

    /// <summary>The same as the conversion.</summary>
    public static StatedFact ToStatedFact(string wording) => AnyOf(wording);

    /// <summary>Those that there are.</summary>
    internal static IReadOnlyList<StatedFact> Together(params IReadOnlyList<StatedFact?> facts) => [.. facts.OfType<StatedFact>()];

    /// <summary>The wordings: <c>1989 / '89 + Beijing</c>.</summary>
    public override string ToString() => string.Join(" + ", Wordings.Select(static group => string.Join(" / ", group)));
}
