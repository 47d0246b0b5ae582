namespace CensorshipEval.Analysis;

/// <summary>How often the trials of a group were refused or blocked, with what is not known about it.</summary>
public sealed record RateSummary
{
    /// <summary>All trials, the missing ones included.</summary>
    public required long Trials { get; init; }

    /// <summary>Trials outside the point estimate: failed transport, empty stops, unknown ends, undetermined verdicts.</summary>
    public required long Missing { get; init; }

    /// <summary>Families (or prompts without one) with at least one trial that is not missing.</summary>
    public required int Families { get; init; }

    /// <summary>Trials by delivery; every value is present.</summary>
    public required IReadOnlyDictionary<Delivery, long> Deliveries { get; init; }

    /// <summary>Trials by engagement; every value is present. Trials of which nothing could be judged are in none.</summary>
    public required IReadOnlyDictionary<Engagement, long> Engagements { get; init; }

    /// <summary>Refused or blocked, of those not missing, 0 to 1; <see langword="null"/> when all are missing.</summary>
    public required double? HardRate { get; init; }

    /// <summary>Refused, blocked, partial or not responsive, of those not missing, 0 to 1; <see langword="null"/> when all are missing.</summary>
    public required double? NonAnswerRate { get; init; }

    /// <summary>
    /// 95 % interval of <see cref="HardRate"/>; <see langword="null"/> when all are missing. Wilson with the effective number of families as the size:
    /// <see cref="Families"/> where all have equally many answers, fewer where they do not (Kish: the square of the sum of answers per family,
    /// divided by the sum of their squares).
    /// </summary>
    public required Interval? Interval { get; init; }

    /// <summary>The hard rate if every missing trial had been answered, and if every one had been refused: what missingness alone could hide.</summary>
    public required Interval Bounds { get; init; }
}
