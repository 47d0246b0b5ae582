using System.Globalization;
using CensorshipEval.Csv;

namespace CensorshipEval.Analysis;

/// <summary>The columns of a file that people label.</summary>
internal static class AnnotationColumns
{
    public const string Id = "id", Label = "label", Note = "note", Annotator = "annotator", Draw = "draw", Stratum = "stratum", InclusionProbability = "inclusionProbability";

    private static readonly string[] Blind = [Id, "target", "language", "role", "prompt", "response", Label, Note, Draw];

    public static IReadOnlyList<string> For(bool showVerdicts) => showVerdicts ? [.. Blind, "delivery", "engagement", "refusalProbability"] : Blind;

    public static IReadOnlyList<string> Of(AnnotationRow row, string draw, bool showVerdicts)
    {
        Exchange exchange = row.Trial.Exchange;
        string[] blind =
        [
            SpreadsheetCell.Defuse(row.Id), SpreadsheetCell.ForPeople(exchange.Target.Id), exchange.Prompt.Language.Value, exchange.Prompt.Role?.ToString() ?? "",
            SpreadsheetCell.ForPeople(exchange.Prompt.Text), SpreadsheetCell.ForPeople(Response(row.Trial)), "", "", draw,
        ];
        Verdict verdict = row.Trial.Verdict;
        return showVerdicts
            ? [.. blind, verdict.Delivery.ToString(), verdict.Engagement?.ToString() ?? "", verdict.RefusalProbability?.ToString("0.###", CultureInfo.InvariantCulture) ?? ""]
            : blind;
    }

    // What a signal did to the answer was observed and is no opinion of the detector's.
    private static string Response(Trial trial) => trial.Verdict.Delivery switch
    {
        Delivery.InputBlocked => "[No text. A block signal came before any.]",
        Delivery.OutputBlocked => $"{trial.Exchange.Text}\n[A block signal stopped the answer here.]",
        Delivery.Retracted => $"[Shown, then withdrawn:]\n{trial.Exchange.Stream?.Text}\n[What stands in its place:]\n{trial.Exchange.Text}",
        Delivery.Truncated => $"{trial.Exchange.Text}\n[The length limit cut the answer here.]",
        _ => trial.Exchange.Text,
    };
}
