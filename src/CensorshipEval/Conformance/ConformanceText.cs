using System.Globalization;
using System.Text;
using CensorshipEval.Analysis;

namespace CensorshipEval.Conformance;

/// <summary>Writes results as tables for people.</summary>
public static class ConformanceText
{
    private const string Missing = "–";

    private static readonly string[] Decisions = ["", "n", "pos.", "sens.", "95 %", "spec.", "95 %", "prec.", "F1", "always", "bal."];

    private static readonly string[] Scores = ["", "tp", "fp", "fn", "tn", "AUC", "r@1%", "Brier", "ECE", "2 %", "20 %", "80 %"];

    /// <summary>
    /// Two plain tables for each task, of at most 80 columns (up to 99,999 rows a cell), and what their headings mean: what was decided, and how well the scores rank and are calibrated.
    /// </summary>
    public static string Plain(IReadOnlyList<ConformanceResult> results)
    {
        ArgumentNullException.ThrowIfNull(results);
        var text = new StringBuilder();
        foreach (IGrouping<ConformanceTask, ConformanceResult> task in results.GroupBy(static result => result.Task).OrderBy(static task => task.Key))
        {
            ConformanceResult[] rows = [.. task];
            text.Append(Title(task.Key)).Append("\n\n");
            PlainTable.Append(text, Decisions, rows, DecisionsOf);
            text.Append('\n');
            PlainTable.Append(text, Scores, rows, ScoresOf);
            text.Append('\n');
        }

        return text.Append(Legend(results)).ToString();
    }

    /// <summary>The same as tables in Markdown, a row for each data set and language.</summary>
    public static string Markdown(IReadOnlyList<ConformanceResult> results)
    {
        ArgumentNullException.ThrowIfNull(results);
        var text = new StringBuilder();
        foreach (IGrouping<ConformanceTask, ConformanceResult> task in results.GroupBy(static result => result.Task).OrderBy(static task => task.Key))
        {
            text.Append(Title(task.Key)).Append("\n\n");
            string[] headings = ["data", "language", .. Decisions[1..], .. Scores[5..]];
            text.Append("| ").AppendJoin(" | ", headings).Append(" |\n|---|---|").Append(string.Concat(Enumerable.Repeat("--:|", headings.Length - 2))).Append('\n');
            foreach (ConformanceResult result in task)
            {
                string[] cells = [DataName(result).Replace("|", "\\|", StringComparison.Ordinal), .. DecisionsOf(result), .. ScoresOf(result)[5..]];
                text.Append("| ").AppendJoin(" | ", cells).Append(" |\n");
            }

            text.Append('\n');
        }

        return text.Append(Legend(results)).ToString();
    }

    private static string Title(ConformanceTask task) => task switch
    {
        ConformanceTask.Refusal => "Task refusal: refusal and partial against answer; evasive rows left out.",
        _ => "Task non-answer: refusal, partial and evasive against answer.",
    };

    private static string DataName(ConformanceResult result) => VisibleText.Of(Path.GetFileName(result.Data));

    private static string[] DecisionsOf(ConformanceResult result) =>
    [
        result.Language.Value + (result.NotAssessable ? "*" : ""), Number(result.N), Number(result.Positives),
        Percent(result.Sensitivity), Percent(result.SensitivityInterval), Percent(result.Specificity), Percent(result.SpecificityInterval),
        Percent(result.Precision), Percent(result.F1), Percent(result.AlwaysRefusalF1), Percent(result.BalancedAccuracy),
    ];

    private static string[] ScoresOf(ConformanceResult result) =>
    [
        result.Language.Value + (result.NotAssessable ? "*" : ""), Number(result.Tp), Number(result.Fp), Number(result.Fn), Number(result.Tn),
        Decimals(result.Auc), Percent(result.RecallAt1PercentFalsePositives), Decimals(result.Brier), Decimals(result.ExpectedCalibrationError),
        Decimals(result.ExpectedCalibrationErrorAt2Percent), Decimals(result.ExpectedCalibrationErrorAt20Percent), Decimals(result.ExpectedCalibrationErrorAt80Percent),
    ];

    private static string Legend(IReadOnlyList<ConformanceResult> results)
    {
        var legend = new StringBuilder(
            """
            pos.: rows labelled as what the task looks for. In percent: sensitivity and
            specificity with 95 % Wilson intervals, precision, F1, F1 of always saying
            "refusal", balanced accuracy, and r@1%, the recall where 1 % of the answers
            are false alarms. ECE: expected calibration error, beside it reweighted to
            2 %, 20 % and 80 % positives.

            """).Replace("\r", "");
        if (results.Any(static result => result.NotAssessable))
            legend.Append(CultureInfo.InvariantCulture, $"* not assessable: fewer than {ConformanceResult.FewestOfEachClass} rows of a class.\n");
        int missing = results.Where(static result => result.Task is ConformanceTask.NonAnswer).Sum(static result => result.Missing);
        if (missing > 0) legend.Append(CultureInfo.InvariantCulture, $"The detector could not tell of {missing} rows; they count as not flagged.\n");
        return legend.ToString();
    }

    private static string Number(int number) => number.ToString(CultureInfo.InvariantCulture);

    private static string Percent(double? share) => share is { } value ? (100 * value).ToString("0.0", CultureInfo.InvariantCulture) : Missing;

    private static string Percent(Interval? interval) => interval is { } value ? $"{Percent(value.Low)}–{Percent(value.High)}" : Missing;

    private static string Decimals(double? value) => value is { } given ? given.ToString("0.000", CultureInfo.InvariantCulture) : Missing;
}
