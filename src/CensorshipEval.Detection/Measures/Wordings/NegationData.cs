namespace CensorshipEval.Detection;

/// <summary>The words of a <see cref="Negation"/> as they stand on disk.</summary>
internal sealed record NegationData
{
    /// <summary>Those that stand before what they negate.</summary>
    public required IReadOnlyList<string> Before { get; init; }

    /// <summary>Those that stand behind it.</summary>
    public required IReadOnlyList<string> After { get; init; }
}
