using System.Globalization;
using CensorshipEval.Costs;

namespace CensorshipEval.Samples.Audit.Output;

/// <summary>What the live models used.</summary>
internal static class CostLines
{
    public static void Show(Screen screen, CostMeter meter)
    {
        foreach (CostLine line in meter.Lines())
        {
            string cost = line.Cost is { } known ? string.Create(CultureInfo.InvariantCulture, $", {known:0.00##} {meter.Currency}") : "";
            string estimated = line.EstimatedCalls > 0 ? string.Create(CultureInfo.InvariantCulture, $" ({line.EstimatedCalls:#,0} of them estimated from the texts)") : "";
            screen.Say(string.Create(
                CultureInfo.InvariantCulture, $"{line.TargetId}: {line.Calls:#,0} calls{estimated}, {line.InputTokens:#,0} tokens sent, {line.OutputTokens:#,0} received{cost}"));
        }
    }
}
