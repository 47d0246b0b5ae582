using System.Globalization;
using CensorshipEval.Analysis;

namespace CensorshipEval.Gates;

/// <summary>Says in a sentence what came of a gate.</summary>
internal static class GateMessage
{
    public static string Of(Gate gate, GateReason reason, Estimate? estimate, GateSides sides, Interval? bounds, GateSetting setting)
    {
        string what = gate.As is MeasuredAs.Value ? VisibleText.Of(gate.Measure.Name) : $"{VisibleText.Of(gate.Measure.Name)} as {GateNames.Of(GateNames.As, gate.As)}{(setting.Reference is { } to ? $" to {to}" : "")}";
        if (estimate is null) return reason is GateReason.RunIncomplete ? $"{what} has no value, and {Incomplete(sides, setting)}" : $"{what} has no value: {Nothing(gate, sides)}";
        string interval = estimate.Interval is { } ends ? $"{Percent(estimate.Confidence)} interval {Number(ends.Low)} to {Number(ends.High)}" : "no interval";
        string found = string.Create(CultureInfo.InvariantCulture, $"{what} is {Number(estimate.Value)} ({interval}; {estimate.Families} {(estimate.Families == 1 ? "family" : "families")}{Beside(sides, setting)})");
        double beyond = GateDecision.Distance(gate, estimate.Value);
        return found + reason switch
        {
            GateReason.WithinLimits => $"; {Limits(gate)} is kept{Estimated(gate, estimate)}",
            GateReason.BeyondLimit => $"; {Limits(gate)} is exceeded by {Number(beyond)}{Estimated(gate, estimate)}",
            GateReason.IntervalCrossesLimit => $"; the interval lies on both sides of {Limits(gate)}",
            GateReason.TooFewFamilies => string.Create(CultureInfo.InvariantCulture, $"; fewer families than {gate.MinimumFamilies} decide nothing about {Limits(gate)}"),
            GateReason.NoInterval => $"; without an interval nothing is decided about {Limits(gate)}",
            GateReason.TooFewValues => string.Create(CultureInfo.InvariantCulture, $"; too few of the answers have a value: {sides.Values.Values} of {sides.Values.Answers}"),
            GateReason.NothingObserved => "; nothing could be judged on one side of it",
            GateReason.TooMuchMissing or GateReason.MissingCrossesLimit => $"; {Percent(sides.MissingShare)} of the trials could not be judged{Missing(gate, sides, bounds)}",
            _ => $"; {Incomplete(sides, setting)}",
        };
    }

    private static string Nothing(Gate gate, GateSides sides) =>
        sides.Trials == 0 ? "nothing was asked"
        : gate.As is MeasuredAs.Value ? string.Create(CultureInfo.InvariantCulture, $"of {sides.Trials} trials none could be measured")
        : "no family has all that is to be compared";

    private static string Missing(Gate gate, GateSides sides, Interval? bounds) =>
        sides.MissingShare > gate.MaximumMissing ? $", more than the {Percent(gate.MaximumMissing!.Value)} allowed"
        : bounds is { } ends ? $", and would bring it anywhere from {Number(ends.Low)} to {Number(ends.High)}, on both sides of {Limits(gate)}"
        : "";

    private static string Incomplete(GateSides sides, GateSetting setting) => setting.Incomplete
        ?? (sides.FailedCalls > 0
            ? string.Create(CultureInfo.InvariantCulture, $"{sides.FailedCalls} of its calls failed and nobody has answered them")
            : string.Create(CultureInfo.InvariantCulture, $"{sides.FailedBefore} of the baseline's calls failed and nobody has answered them"));

    // What the number of families does not tell.
    private static string Beside(GateSides sides, GateSetting setting) =>
        (sides.UnpairedFamilies > 0 ? string.Create(CultureInfo.InvariantCulture, $", {sides.UnpairedFamilies} more without the other side") : "") +
        (setting.WithoutRoles ? "; no prompt has a role, so all are measured" : "") + (setting.Baseline is { } run ? $"; baseline {VisibleText.Of(run)}" : "");

    // Whoever decides on an estimate is told what the interval would have said.
    private static string Estimated(Gate gate, Estimate estimate) =>
        gate.DecideOn is not DecisionBasis.Estimate ? ""
        : GateDecision.Of(gate with { DecideOn = DecisionBasis.Interval }, estimate, 0, null, complete: true).Reason is GateReason.IntervalCrossesLimit
            ? ", by the estimate alone: the interval lies on both sides" : ", by the estimate alone";

    private static string Limits(Gate gate) => gate switch
    {
        { AtMost: { } most, AtLeast: { } least } => $"at least {Number(least)} and at most {Number(most)}",
        { AtMost: { } most } => $"at most {Number(most)}",
        _ => $"at least {Number(gate.AtLeast ?? 0)}",
    };

    private static string Number(double value) => (value == 0 ? 0 : value).ToString("0.###", CultureInfo.InvariantCulture);

    private static string Percent(double share) => (100 * share).ToString("0.#", CultureInfo.InvariantCulture) + " %";
}
