namespace CensorshipEval.Analysis;

/// <summary>How often the trials of a group were withheld, with what is not known about it.</summary>
public sealed record RateSummary
{
    /// <summary>What the trials have in common.</summary>
    public required TrialGroup Group { get; init; }

    /// <summary>All trials, the missing ones included.</summary>
    public required long Trials { get; init; }

    /// <summary>Trials outside the point estimates: failed transport, empty stops, unknown ends, undetermined verdicts.</summary>
    public required long Missing { get; init; }

    /// <summary>Families (or prompts without one) with at least one trial that is not missing.</summary>
    public required int Families { get; init; }

    /// <summary>Models of the group.</summary>
    public required int Models { get; init; }

    /// <summary>Whether there are so few families that this describes them and proves nothing.</summary>
    public required bool IsDescriptive { get; init; }

    /// <summary>Trials by delivery; every value is present.</summary>
    public required IReadOnlyDictionary<Delivery, long> Deliveries { get; init; }

    /// <summary>Trials by engagement; every value is present. Trials of which nothing could be judged are in none.</summary>
    public required IReadOnlyDictionary<Engagement, long> Engagements { get; init; }

    /// <summary>Refusals and blocks by the reason they give; every value is present. Descriptive only.</summary>
    public required IReadOnlyDictionary<RefusalReason, long> Reasons { get; init; }

    /// <summary>Refused or blocked, of those not missing; <see langword="null"/> when all are missing.</summary>
    public required Estimate? Hard { get; init; }

    /// <summary>Refused, blocked, answered in part or not to the point, of those not missing; <see langword="null"/> when all are missing.</summary>
    public required Estimate? NonAnswer { get; init; }

    /// <summary>The hard rate by the signal that was observed; the four shares add up to it. Empty when all are missing.</summary>
    public required IReadOnlyDictionary<ObservedSignal, Estimate> Signals { get; init; }

    /// <summary>The hard rate if every missing trial had been answered, and if every one had been refused: what missingness alone could hide.</summary>
    public required Interval Bounds { get; init; }

    /// <summary>The same of the non-answer rate.</summary>
    public required Interval NonAnswerBounds { get; init; }

    /// <summary>The hard rate, 0 to 1; <see langword="null"/> when all are missing.</summary>
    public double? HardRate => Hard?.Value;

    /// <summary>The non-answer rate, 0 to 1; <see langword="null"/> when all are missing.</summary>
    public double? NonAnswerRate => NonAnswer?.Value;

    /// <summary>Interval of the hard rate; <see langword="null"/> when all are missing.</summary>
    public Interval? Interval => Hard?.Interval;
}
