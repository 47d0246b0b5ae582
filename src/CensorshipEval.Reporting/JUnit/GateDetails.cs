using System.Globalization;
using System.Text;
using CensorshipEval.Analysis;
using CensorshipEval.Gates;

namespace CensorshipEval.Reporting;

/// <summary>What a gate's result rests on, in lines for people.</summary>
internal static class GateDetails
{
    public static string Of(GateResult result)
    {
        var lines = new List<string> { $"{result.Outcome}, {result.Reason}: {Measure(result)}" };
        if (result.Estimate is { } estimate) lines.Add($"measured {Number(estimate.Value)}{Range(estimate)}, {result.Families} families, {result.Trials} answers");
        if (result.Bounds is { } bounds) lines.Add($"if all that is missing counted one way or the other: {Number(bounds.Low)} to {Number(bounds.High)} ({Number(result.MissingShare)} of the answers are missing)");
        lines.Add($"limits: {Limits(result.Gate)}");
        if (result.FamiliesBeyond > 0) lines.Add($"families beyond a limit by themselves: {result.FamiliesBeyond}");
        foreach (GateEvidence evidence in result.Evidence)
            lines.Add($"  {evidence.Family}: {Number(evidence.Value)}{(evidence.Languages.Count == 0 ? "" : $" ({string.Join(", ", evidence.Languages)})")}, prompts {string.Join(", ", evidence.Prompts)}");
        var text = new StringBuilder();
        foreach (string line in lines) text.Append(VisibleText.Of(line)).Append('\n');
        return text.ToString();
    }

    private static string Measure(GateResult result) => $"{result.Gate.Measure}, as {result.Gate.As}";

    private static string Range(Estimate estimate) => estimate.Interval is { } interval ? $" ({Number(interval.Low)} to {Number(interval.High)} at {Number(estimate.Confidence)})" : " (no interval)";

    private static string Limits(Gate gate) => string.Join(", ", new[]
    {
        gate.AtLeast is { } least ? $"at least {Number(least)}" : null, gate.AtMost is { } most ? $"at most {Number(most)}" : null,
    }.OfType<string>());

    private static string Number(double value) => (value == 0 ? 0 : value).ToString("0.####", CultureInfo.InvariantCulture);
}
