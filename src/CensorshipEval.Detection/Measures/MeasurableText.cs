namespace CensorshipEval.Detection;

/// <summary>Whether an exchange has an answer whose content can be measured.</summary>
internal static class MeasurableText
{
    /// <summary>Why there is nothing to measure; <see langword="null"/> when there is.</summary>
    public static string? WhyNot(Exchange exchange) => DeliverySignals.Observe(exchange).Delivery switch
    {
        Delivery.Delivered => null,
        Delivery.Truncated => "the answer was cut at the length limit",
        _ => "no whole answer was delivered",
    };
}
