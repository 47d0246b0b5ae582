using System.Diagnostics.CodeAnalysis;

namespace CensorshipEval.Detection;

/// <summary>Whether an exchange has an answer whose content can be measured.</summary>
internal static class MeasurableText
{
    /// <summary>Whether there is a whole answer, and if not, why.</summary>
    public static bool IsIn(Exchange exchange, [NotNullWhen(false)] out string? whyNot)
    {
        whyNot = DeliverySignals.Observe(exchange).Delivery switch
        {
            Delivery.Delivered => null,
            Delivery.Truncated => "the answer was cut at the length limit",
            _ => "no whole answer was delivered",
        };
        return whyNot is null;
    }

    /// <summary>Whether there is one that can be measured against a family, and if not, why.</summary>
    public static bool IsOfFamily(Exchange exchange, [NotNullWhen(true)] PromptFamily? family, [NotNullWhen(false)] out string? whyNot)
    {
        whyNot = "the prompt has no family";
        return family is not null && IsIn(exchange, out whyNot);
    }
}
