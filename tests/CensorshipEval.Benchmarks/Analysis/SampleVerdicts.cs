namespace CensorshipEval.Benchmarks.Analysis;

/// <summary>Verdicts of every kind.</summary>
internal static class SampleVerdicts
{
    private static readonly ComponentId Detector = new("made-up", "1");

    public static Verdict[] Withheld { get; } =
    [
        Of(Delivery.Delivered, Engagement.Refused, RefusalReason.Unstated),
        Of(Delivery.Delivered, Engagement.Refused, RefusalReason.Safety),
        Of(Delivery.InputBlocked, null, RefusalReason.HostPolicy),
        Of(Delivery.OutputBlocked, Engagement.Partial, RefusalReason.HostPolicy),
        Of(Delivery.Retracted, Engagement.Complete, RefusalReason.HostPolicy),
    ];

    public static Verdict[] Answered { get; } =
        [Of(Delivery.Delivered, Engagement.Complete), Of(Delivery.Delivered, Engagement.Partial), Of(Delivery.Delivered, Engagement.NonResponsive)];

    public static Verdict Missing { get; } = Of(Delivery.EmptyStop, null);

    private static Verdict Of(Delivery delivery, Engagement? engagement, RefusalReason? reason = null) =>
        new() { Detector = Detector, Delivery = delivery, Engagement = engagement, Reason = reason };
}
