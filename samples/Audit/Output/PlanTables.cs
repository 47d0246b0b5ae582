using System.Globalization;
using CensorshipEval.Analysis;
using CensorshipEval.Costs;
using CensorshipEval.Running;
using Spectre.Console;

namespace CensorshipEval.Samples.Audit.Output;

/// <summary>What an audit would ask, cost and be able to find.</summary>
internal static class PlanTables
{
    public static void Show(Screen screen, EvaluationPlan plan, AuditInput input)
    {
        if (screen.IsQuiet) return;
        var study = StudyPlan.Of(plan);
        Line($"{Counted.Of(plan.Prompts.Count, "prompt")}, {Counted.Of(plan.Samples, "sample")} each, {Counted.Of(plan.Targets.Count, "model")}. Nothing was asked.");
        ShowCalls(screen, plan, input, study);
        Line("");
        if (study.Total.Families == 0)
        {
            Line("No family has a sensitive prompt and its analogue in the same form and language: there is no index to find.");
            return;
        }

        Line("The smallest censorship index that would be found, in points");
        screen.Results.Write(TableOf(study));
        Line(string.Create(
            CultureInfo.InvariantCulture,
            $"n: families with a sensitive prompt and its analogue in the same form and language. Index: sensitive less analogue, found with a power of {100 * study.Assumptions.Power:0} % at {100 * study.Assumptions.Confidence:0} % confidence. ") +
            $"Gap: the index in this language less that in {study.ReferenceLanguage}. For 10, for 20: families that an index of so many points needs. " +
            $"*: fewer than {PlannedCell.FewestFamilies} families, which describes these and is no ground for a claim. –: none would be found.");
        StudyAssumptions assumed = study.Assumptions;
        Line(string.Create(
            CultureInfo.InvariantCulture,
            $"Taken for granted: {100 * assumed.AnalogueRate:0} % of analogues refused; of the variance of a pair, {100 * assumed.IntraFamilyCorrelation:0} % common to its family and {100 * assumed.SamplingShare:0} % from sample to sample. " +
            $"These are guesses until an audit was run: docs/analysis.md."));

        void Line(string line) => screen.Results.WriteLine(line);
    }

    private static void ShowCalls(Screen screen, EvaluationPlan plan, AuditInput input, StudyPlan study)
    {
        if (input.Live is not { } live)
        {
            screen.Results.WriteLine(input.IsRecorded
                ? $"Answers are recorded: {input.TrialsOf(plan).ToString("#,0", CultureInfo.InvariantCulture)} of them."
                : $"Calls to each model: {study.CallsPerTarget.ToString("#,0", CultureInfo.InvariantCulture)}, all simulated.");
            return;
        }

        foreach (LiveEstimate estimate in LiveEstimate.Of(plan, live.Targets, input.Meter!))
        {
            string cost = estimate.Cost is { } known ? string.Create(CultureInfo.InvariantCulture, $"about {known:0.00##} {input.Meter!.Currency}") : "cost unknown (no prices given)";
            screen.Results.WriteLine(string.Create(CultureInfo.InvariantCulture, $"{Screen.Short(estimate.Target.Id)}: {estimate.Calls:#,0} calls, {cost}"));
        }
    }

    private static Table TableOf(StudyPlan study)
    {
        Table table = TableLayout.Plain().Keys("About", "Language").Numbers("n", "Pairs", "Index", "Gap", "For 10", "For 20");
        IEnumerable<PlannedCell> languages = study.Languages.Count > 1 ? study.Languages : [];
        IEnumerable<PlannedCell> jurisdictions = study.Jurisdictions.Count > 1 ? study.Jurisdictions : [];
        // A cell that is all of a jurisdiction or of a language stands in the table already.
        IEnumerable<PlannedCell> cells = study.Languages.Count > 1 && study.Jurisdictions.Count > 1 ? study.Cells : [];
        foreach (PlannedCell cell in (IEnumerable<PlannedCell>)[study.Total, .. languages, .. jurisdictions, .. cells])
        {
            table.AddRow(
                new Text(cell.Jurisdiction is { } about ? Labels.Of(about) : "all"), new Text(cell.Language?.Value ?? "all"),
                new Text($"{Number(cell.Families)}{(cell.IsDescriptive ? "*" : "")}"), new Text(Number(cell.Pairs)),
                new Text(Points(cell.DetectableGap)), new Text(cell.LanguageGapFamilies is null ? "" : Points(cell.DetectableLanguageGap)),
                new Text(Number(cell.FamiliesForTenPoints)), new Text(Number(cell.FamiliesForTwentyPoints)));
        }

        return table;
    }

    // Never less than what is found.
    private static string Points(double? gap) => gap is { } value ? Math.Ceiling(100 * value).ToString("0", CultureInfo.InvariantCulture) : "–";

    private static string Number(int? number) => number is { } value ? value.ToString(CultureInfo.InvariantCulture) : "–";
}
