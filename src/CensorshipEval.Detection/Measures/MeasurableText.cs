using System.Diagnostics.CodeAnalysis;

namespace CensorshipEval.Detection;

/// <summary>Whether an exchange has an answer whose content can be measured against a family.</summary>
internal static class MeasurableText
{
    /// <summary>Whether there is something to measure, and if not, why.</summary>
    public static bool IsIn(Exchange exchange, [NotNullWhen(true)] PromptFamily? family, [NotNullWhen(false)] out string? whyNot)
    {
        whyNot = family is null ? "the prompt has no family" : DeliverySignals.Observe(exchange).Delivery switch
        {
            Delivery.Delivered => null,
            Delivery.Truncated => "the answer was cut at the length limit",
            _ => "no whole answer was delivered",
        };
        return family is not null && whyNot is null;
    }
}
