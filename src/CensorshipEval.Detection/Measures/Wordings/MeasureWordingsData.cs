namespace CensorshipEval.Detection;

/// <summary>A file of <see cref="MeasureWordings"/> as it stands on disk.</summary>
internal sealed record MeasureWordingsData
{
    public required LanguageTag Language { get; init; }

    public required IReadOnlyList<string> Denial { get; init; }

    public required IReadOnlyList<string> Reporting { get; init; }

    public required IReadOnlyList<string> PremiseRejection { get; init; }

    public required IReadOnlyList<string> Hedging { get; init; }

    public required NegationData Negation { get; init; }

    public required IReadOnlyList<string> Actors { get; init; }

    public required IReadOnlyList<string> Saying { get; init; }

    public required IReadOnlyDictionary<LanguageTag, IReadOnlyList<string>> LanguageNames { get; init; }
}
