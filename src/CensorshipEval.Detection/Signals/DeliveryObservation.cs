namespace CensorshipEval.Detection;

/// <summary>What the signals of an exchange say about its delivery, and which signals they were.</summary>
/// <param name="Delivery">Axis 1.</param>
/// <param name="Evidence">The signals.</param>
public sealed record DeliveryObservation(Delivery Delivery, IReadOnlyList<EvidenceSpan> Evidence);
