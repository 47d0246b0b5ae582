using System.Globalization;
using CensorshipEval.Gates;
using Spectre.Console;

namespace CensorshipEval.Samples.Audit.Output;

/// <summary>Which gate, of what, by how much, and which families say so.</summary>
internal static class GateTables
{
    public static void Show(Screen screen, GateReport report)
    {
        // A build that fails without a word is of no use, however quiet it was asked to be.
        if (screen.IsQuiet)
        {
            foreach (GateResult result in report.Results.Where(static result => result.Verdict is GateVerdict.Fail)) screen.SayAlways(Line(result));
            return;
        }

        screen.Results.WriteLine();
        screen.Results.WriteLine("Gates, in the unit of each measure (rates from 0 to 1)");
        Table table = TableLayout.Plain().Name("Gate").Name("Of").Numbers("Measured", "Interval", "Limit", "Beyond", "n").Keys("Outcome");
        foreach (GateResult result in report.Results)
        {
            table.AddRow(
                Screen.Foreign(result.Gate.Name), Screen.Foreign(result.GroupName), new Text(Number(result.Estimate?.Value)),
                new Text(result.Estimate?.Interval is { } ends ? $"{Number(ends.Low)} to {Number(ends.High)}" : "–"), new Text(Limit(result.Gate)),
                new Text(Number(result.Beyond)), TableLayout.Number(result.Families), new Text(Outcome(result)));
        }

        screen.Results.Write(table);
        if (report.BaselineRun is { } baseline) screen.Results.WriteLine($"Changes are since the run {VisibleText.Of(baseline)}.");
        screen.Results.WriteLine("n: families. Beyond: by how much the measured value is beyond its limit; below 0 it is within.");
        foreach (GateResult result in report.Results.Where(static result => result.Outcome is not GateOutcome.Pass))
        {
            screen.Results.WriteLine(Line(result));
            if (result.Evidence.Count == 0) continue;
            screen.Results.WriteLine($"  Families beyond it by themselves: {result.FamiliesBeyond}. The worst: {string.Join("; ", result.Evidence.Select(Evidence))}");
        }

        int passed = report.Results.Count(static result => result.Verdict is GateVerdict.Pass), warned = report.Results.Count(static result => result.Verdict is GateVerdict.Warn);
        screen.Results.WriteLine(string.Create(CultureInfo.InvariantCulture, $"Gates: {passed} passed, {warned} warned, {report.Results.Count - passed - warned} failed."));
    }

    /// <summary>Whether a plan has families enough for its gates.</summary>
    public static void Show(Screen screen, IReadOnlyList<GateNeed> needs)
    {
        if (screen.IsQuiet) return;
        screen.Results.WriteLine();
        screen.Results.WriteLine("Families that the gates have and need");
        Table table = TableLayout.Plain().Name("Gate").Name("Of").Numbers("Limit", "n", "Needed").Keys("");
        foreach (GateNeed need in needs)
        {
            table.AddRow(
                Screen.Foreign(need.Gate.Name), Screen.Foreign(need.GroupName), new Text(Limit(need.Gate)), TableLayout.Number(need.Families),
                new Text(need.Needed?.ToString(CultureInfo.InvariantCulture) ?? "–"), new Text(need.Needed is null || need.CanPass ? "" : "cannot pass"));
        }

        screen.Results.Write(table);
        screen.Results.WriteLine("Needed: families with which a model passes that withholds nothing at all (states everything, where the limit is from below). Others need more. –: no number of families does, or none can be told.");
    }

    private static string Line(GateResult result) => VisibleText.Of(
        $"{(result.Verdict is GateVerdict.Fail ? "gate failed" : result.Verdict is GateVerdict.Warn ? "gate warns" : "gate passed undecided")}: {result.Gate.Name}, {result.GroupName}: {result.Message}");

    private static string Outcome(GateResult result)
    {
        string verdict = result.Verdict switch
        {
            GateVerdict.Pass => "pass",
            GateVerdict.Warn => "warn",
            _ => "FAIL",
        };
        return result.Outcome is GateOutcome.Inconclusive ? $"{verdict}: inconclusive" : verdict;
    }

    private static string Evidence(GateEvidence evidence)
    {
        string count = evidence.Counted is { } counted
            ? string.Create(CultureInfo.InvariantCulture, $"{counted} of {evidence.Observations}")
            : Number(evidence.Value);
        string[] languages = [.. evidence.Languages.Take(6).Select(static language => language.Value)];
        return $"{Screen.Short(evidence.Family)} {count} ({string.Join(' ', languages)}{(evidence.Languages.Count > languages.Length ? " …" : "")})";
    }

    private static string Limit(Gate gate) => gate switch
    {
        { AtMost: { } most, AtLeast: { } least } => $"{Number(least)} to {Number(most)}",
        { AtMost: { } most } => $"≤ {Number(most)}",
        _ => $"≥ {Number(gate.AtLeast)}",
    };

    private static string Number(double? value) => value is { } number ? (number == 0 ? 0 : number).ToString("0.###", CultureInfo.InvariantCulture).Replace('-', '−') : "–";
}
