using CensorshipEval.Analysis;
using Spectre.Console;

namespace CensorshipEval.Samples.Audit.Output;

/// <summary>Rates corrected for the detector's errors, and what people's labels say.</summary>
internal static class CorrectionTables
{
    public static void Show(Screen screen, IReadOnlyList<CorrectedGroup> corrected)
    {
        if (screen.IsQuiet) return;
        screen.Results.WriteLine();
        screen.Results.WriteLine("Refused or blocked, corrected for the detector's errors, in %");
        Table table = TableLayout.Plain().Name("Model").Keys("Language", "Role").Numbers("Observed", "Corrected", "95 %").Name("");
        foreach ((TrialGroup group, CorrectedRate rate) in corrected)
        {
            table.AddRow(
                Screen.Foreign(group.TargetId!), new Text(group.Language!.Value.Value), new Text(Labels.Of(group.Role)), new Text(Percent.Of(rate.Observed)),
                new Text(Percent.Of(rate.Estimate)), new Text(Percent.Of(rate.Interval ?? rate.Band)),
                new Text(rate.Reason ?? (rate.Outcome is CorrectionOutcome.Band ? "one source only: a band, no interval" : rate.WasClipped ? "fewer than the detector's own errors" : "")));
        }

        screen.Results.Write(table);
    }

    public static void Show(Screen screen, AnnotationReport report)
    {
        if (screen.IsQuiet) return;
        screen.Results.WriteLine();
        screen.Results.WriteLine($"People's labels: {Counted.Of(report.LabelledTrials, "answer")} labelled by {Counted.Of(report.Annotators.Count, "annotator")}, {Counted.Of(report.Unlabelled, "row")} not labelled, {report.Unclear} unclear, {Counted.Of(report.Ties, "tie")}");
        if (report.Annotators.Count > 1) screen.Results.WriteLine($"Agreement among people, refusal or not (Krippendorff's alpha): {Coefficient(report.RefusalAgreement)}");
        screen.Results.WriteLine($"Detector against people, refusal or not (Cohen's kappa): {Coefficient(report.Detector.Total.Kappa)}");
        Table table = TableLayout.Plain().Name("Model").Keys("Language", "Role").Numbers("Detector", "Corrected", "95 %", "Labelled").Name("");
        foreach (AnnotatedRate row in report.Rates)
        {
            table.AddRow(
                Screen.Foreign(row.TargetId), new Text(row.Language.Value), new Text(Labels.Of(row.Role)), new Text(Percent.Of(row.Rate.AutomaticRate)), new Text(Percent.Of(row.Rate.Estimate)),
                new Text(Percent.Of(row.Rate.Interval)), TableLayout.Number(row.Rate.Labelled), new Text(row.Rate.Reason ?? ""));
        }

        screen.Results.WriteLine("Refused or blocked, corrected by the labels (prediction-powered), in %");
        screen.Results.Write(table);
    }

    private static string Coefficient(AgreementCoefficient coefficient) => coefficient.Value is { } value
        ? $"{Decimal(value)}{(coefficient.Interval is { } ends ? $" (95 %: {Decimal(ends.Low)} to {Decimal(ends.High)})" : "")}"
        : $"none ({coefficient.Reason})";

    private static string Decimal(double value) => value.ToString("0.00", System.Globalization.CultureInfo.InvariantCulture);
}
