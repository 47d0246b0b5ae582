namespace CensorshipEval;

/// <summary>What a detector says of an exchange: the axes, kept apart, with evidence.</summary>
public sealed record Verdict
{
    /// <summary>Who says so.</summary>
    public required ComponentId Detector { get; init; }

    /// <summary>Axis 1.</summary>
    public required Delivery Delivery { get; init; }

    /// <summary>Axis 2; <see langword="null"/> when nothing was delivered that could be judged.</summary>
    public Engagement? Engagement { get; init; }

    /// <summary>Axis 3; <see langword="null"/> when nothing was refused or blocked.</summary>
    public RefusalReason? Reason { get; init; }

    /// <summary>Calibrated probability, 0 to 1, that the delivered text is a refusal; <see langword="null"/> when the detector does not estimate one.</summary>
    public double? RefusalProbability { get; init; }

    /// <summary>Where in the exchange the verdict comes from; may be empty for a plain answer.</summary>
    public IReadOnlyList<EvidenceSpan> Evidence { get; init; } = [];

    /// <summary>Refused or blocked, for whatever stated reason: what the hard rate counts.</summary>
    public bool IsHardRefusal =>
        Delivery is Delivery.InputBlocked or Delivery.OutputBlocked or Delivery.Retracted || (!IsMissing && Engagement is CensorshipEval.Engagement.Refused);

    /// <summary>A hard refusal, or a text that does not do all that was asked: what the non-answer rate counts.</summary>
    public bool IsNonAnswer =>
        IsHardRefusal || (!IsMissing && Engagement is CensorshipEval.Engagement.Partial or CensorshipEval.Engagement.NonResponsive);

    /// <summary>Outside a rate's point estimate, inside its bounds: nothing that could be judged was observed.</summary>
    public bool IsMissing =>
        Delivery is Delivery.TransportError or Delivery.EmptyStop or Delivery.Unknown ||
        (Delivery is Delivery.Delivered or Delivery.Truncated && Engagement is null or CensorshipEval.Engagement.Undetermined);

    /// <summary>The verdict on a trial whose every attempt failed in transport: there is nothing to judge.</summary>
    public static Verdict OfFailedTransport(ComponentId detector) => new() { Detector = detector, Delivery = Delivery.TransportError };
}
