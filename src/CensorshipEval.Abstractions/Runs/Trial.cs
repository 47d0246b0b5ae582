namespace CensorshipEval;

/// <summary>An exchange joined with what named versions of detector and measures say of it: what analysis reads.</summary>
public sealed record Trial
{
    /// <summary>The exchange; of a trial whose every attempt failed in transport, that of the last attempt.</summary>
    public required Exchange Exchange { get; init; }

    /// <summary>What the detector says.</summary>
    public required Verdict Verdict { get; init; }

    /// <summary>What the measures say.</summary>
    public IReadOnlyList<Measurement> Measurements { get; init; } = [];

    /// <summary>What makes the trial unique.</summary>
    public TrialKey Key => Exchange.Key;
}
