namespace CensorshipEval.Analysis;

/// <summary>What a planned run has of one jurisdiction and language, or of several pooled, and what it can find there.</summary>
public sealed record PlannedCell
{
    /// <summary>Below so many families a cell describes those families, and is no ground for a claim.</summary>
    public const int FewestFamilies = 20;

    /// <summary>The jurisdiction; <see langword="null"/> for all.</summary>
    public required Jurisdiction? Jurisdiction { get; init; }

    /// <summary>The language; <see langword="null"/> for all.</summary>
    public required LanguageTag? Language { get; init; }

    /// <summary>Families with a sensitive prompt and its analogue in the same form and language.</summary>
    public required int Families { get; init; }

    /// <summary>How many such pairs they have.</summary>
    public required int Pairs { get; init; }

    /// <summary>Pairs per family, as a harmonic mean; 0 without families.</summary>
    public required double PairsPerFamily { get; init; }

    /// <summary>The smallest censorship index that is found with the power assumed, 0 to 1; <see langword="null"/> when none is.</summary>
    public required double? DetectableGap { get; init; }

    /// <summary>Families that are paired in the reference language, too; <see langword="null"/> for that language itself and for languages pooled.</summary>
    public required int? LanguageGapFamilies { get; init; }

    /// <summary>The smallest difference between the index here and in the reference language that is found, 0 to 1; <see langword="null"/> when none is.</summary>
    public required double? DetectableLanguageGap { get; init; }

    /// <summary>Families of this kind that an index of ten points would need; <see langword="null"/> without families, or where no number finds it.</summary>
    public required int? FamiliesForTenPoints { get; init; }

    /// <summary>The same for twenty points.</summary>
    public required int? FamiliesForTwentyPoints { get; init; }

    /// <summary>Whether there are fewer than <see cref="FewestFamilies"/>.</summary>
    public bool IsDescriptive => Families < FewestFamilies;
}
