namespace CensorshipEval;

/// <summary>What a content measure says of an exchange.</summary>
public sealed record Measurement
{
    /// <summary>Who says so.</summary>
    public required ComponentId Measure { get; init; }

    /// <summary>The value in the measure's own unit; <see langword="null"/> when it is not available, which is not 0.</summary>
    public double? Value { get; init; }

    /// <summary>Why there is no value; <see langword="null"/> when there is one.</summary>
    public string? NotAvailableBecause { get; init; }

    /// <summary>Where in the exchange the value comes from.</summary>
    public IReadOnlyList<EvidenceSpan> Evidence { get; init; } = [];

    /// <summary>A measurement without a value.</summary>
    public static Measurement NotAvailable(ComponentId measure, string because) => new() { Measure = measure, NotAvailableBecause = because };
}
