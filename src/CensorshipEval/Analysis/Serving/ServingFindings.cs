using System.Globalization;

namespace CensorshipEval.Analysis;

/// <summary>Puts what was counted and tested into sentences. They say what was seen; why it is so nobody can tell from here.</summary>
internal static class ServingFindings
{
    /// <summary>The findings of a target, warnings first.</summary>
    public static IReadOnlyList<ServingFinding> Of(ServingSummary summary) =>
        [.. All(summary).OrderByDescending(static finding => finding.Severity).ThenBy(static finding => finding.Kind)];

    private static IEnumerable<ServingFinding> All(ServingSummary summary) =>
        [.. Models(summary), .. Providers(summary), .. Empty(summary), .. summary.RepeatedTexts.Select(text => Repeated(summary, text)), .. Drift(summary)];

    private static IEnumerable<ServingFinding> Models(ServingSummary summary)
    {
        string asked = Excerpt.Of(summary.Model);
        if (summary.OtherModel > 0)
        {
            AnsweringModel[] others = [.. summary.Models.Where(static model => model.Match is ModelNameMatch.Other)];
            yield return Finding(summary, ServingFindingKind.OtherModel, FindingSeverity.Warning, summary.OtherModel, summary.Trials,
                $"{summary.OtherModel} of {Calls(summary.Trials)} came back from {List([.. others.Select(static model => model.Name)])}, and '{asked}' was asked; what was measured may not be the model that was asked.");
        }

        AnsweringModel[] snapshots = [.. summary.Models.Where(static model => model.Match is ModelNameMatch.Snapshot && !model.Name.EndsWith("-latest", StringComparison.OrdinalIgnoreCase))];
        if (snapshots.Select(static model => ModelName.Canonical(model.Name)).Distinct(StringComparer.Ordinal).Count() > 1)
        {
            yield return Finding(summary, ServingFindingKind.SeveralSnapshots, FindingSeverity.Warning, snapshots.Sum(static model => model.Trials), summary.Trials,
                $"More than one snapshot of '{asked}' answered: {Counts([.. snapshots.Select(static model => (model.Name, model.Trials))])}. The rates mix them; ask for one by its full name.");
        }
    }

    private static IEnumerable<ServingFinding> Providers(ServingSummary summary)
    {
        if (summary.Providers.Count > 1)
        {
            yield return Finding(summary, ServingFindingKind.SeveralProviders, FindingSeverity.Warning, summary.Providers.Sum(static name => name.Trials), summary.Trials,
                $"Answers came through more than one provider: {Counts(summary.Providers)}. Providers may run different versions of a model and filters of their own, and the rates mix them.");
        }

        if (summary.FallbacksTold > 0)
        {
            yield return Finding(summary, ServingFindingKind.FallbackTold, FindingSeverity.Warning, summary.FallbacksTold, summary.Trials,
                $"With {summary.FallbacksTold} of {Calls(summary.Trials)} a gateway told that it had fallen back; these may not come from the model or host that was asked.");
        }

        if (summary.Fingerprints.Count > 1)
        {
            yield return Finding(summary, ServingFindingKind.SeveralFingerprints, FindingSeverity.Information, summary.Fingerprints.Sum(static name => name.Trials), summary.Trials,
                $"Answers bear {(summary.Fingerprints.Count < NameCounts.Most ? "" : "at least ")}{summary.Fingerprints.Count} fingerprints of the system that made them. Many hosts have several at once.");
        }
    }

    private static IEnumerable<ServingFinding> Empty(ServingSummary summary)
    {
        EmptyAnswers empty = summary.EmptyAnswers;
        if (empty.AdjustedPValue is not <= ServingTable.Level) yield break;
        string again = empty.AskedAgain == 0 ? "" : string.Create(CultureInfo.InvariantCulture, $" {empty.AnsweredAgain} of the {empty.AskedAgain} that were asked again were answered then.");
        yield return Finding(summary, ServingFindingKind.EmptyUnderLoad, FindingSeverity.Warning, empty.QuietEmpty + empty.BusyEmpty, empty.Tested,
            $"Empty answers came more often while more calls were under way: {Share(empty.BusyEmpty, empty.Busy)} while more than {empty.MostInFlight / 2} were, {Share(empty.QuietEmpty, empty.Quiet)} while fewer were ({P(empty.AdjustedPValue.Value)}). Such silence may come from the load and not from the question.{again}",
            empty.PValue, empty.AdjustedPValue);
    }

    private static ServingFinding Repeated(ServingSummary summary, RepeatedText text)
    {
        // In one language a model may well decline in the same words; counted as an answer, or for questions in many languages, the text says something else.
        // In a short one that was an answer each time, the numbers may be what was asked for.
        bool oddly = (text.HardRefusals < text.Answers || text.Languages.Count >= 3) && !(text.IsShort && text.DiffersInNumbers && text.CountedAsAnswers == text.Answers);
        string judged = string.Join(", ", new[] { ("a refusal or block", text.HardRefusals), ("partial or not responsive", text.SoftNonAnswers), ("missing", text.Missing), ("an answer", text.CountedAsAnswers) }
            .Where(static part => part.Item2 > 0).Select(static part => string.Create(CultureInfo.InvariantCulture, $"{part.Item1} {(part.Item2 == 1 ? "once" : $"{part.Item2} times")}")));
        return Finding(summary, ServingFindingKind.RepeatedText, oddly ? FindingSeverity.Warning : FindingSeverity.Information, text.Answers, summary.Returned,
            $"The same text{(text.DiffersInNumbers ? ", but for its numbers," : "")} came {text.Answers} times ({Percent(text.Share)} of the answers), to {text.Prompts} prompts of {text.Families} {(text.Families == 1 ? "family" : "families")} in {text.Languages.Count} {(text.Languages.Count == 1 ? "language" : "languages")}{(text.OnlySensitive ? ", all of them sensitive" : "")}; it was judged {judged}. {(text.DiffersInNumbers && !oddly ? "It may not have been made for the question, or the numbers are the answer" : "It may not have been made for the question")}: '{text.Excerpt}'");
    }

    private static IEnumerable<ServingFinding> Drift(ServingSummary summary)
    {
        foreach (SentinelDrift drift in summary.Drift)
        {
            if (drift.AdjustedPValue is not <= ServingTable.Level) continue;
            (ServingFindingKind kind, FindingSeverity severity, string what) = drift.Aspect switch
            {
                SentinelAspect.Withheld => (ServingFindingKind.WithheldDrift, FindingSeverity.Warning, "the share refused or blocked went from {0} to {1}"),
                SentinelAspect.Missing => (ServingFindingKind.MissingDrift, FindingSeverity.Warning, "the share of which nothing could be judged went from {0} to {1}"),
                SentinelAspect.Length => (ServingFindingKind.LengthDrift, FindingSeverity.Warning, "the usual length of answers went from {0} to {1} letters"),
                SentinelAspect.Model => (ServingFindingKind.ModelDrift, FindingSeverity.Warning, "the share that bears the most frequent model's name went from {0} to {1}"),
                _ => (ServingFindingKind.FingerprintDrift, FindingSeverity.Information, "the share that bears the most frequent fingerprint went from {0} to {1}"),
            };
            string change = string.Format(CultureInfo.InvariantCulture, what, Value(drift.Aspect, drift.Start), Value(drift.Aspect, drift.End));
            yield return Finding(summary, kind, severity, drift.Repeats, summary.Trials,
                $"From the first half to the second half of {drift.Repeats} repeats of {drift.Prompts} sentinels, {change} ({P(drift.AdjustedPValue.Value)}). What answered may not have been the same throughout; the rates are an average over the run.",
                drift.PValue, drift.AdjustedPValue);
        }
    }

    private static ServingFinding Finding(
        ServingSummary summary, ServingFindingKind kind, FindingSeverity severity, long count, long of, FormattableString message, double? pValue = null, double? adjusted = null) => new()
    {
        TargetId = summary.TargetId,
        Kind = kind,
        Severity = severity,
        Message = message.ToString(CultureInfo.InvariantCulture),
        Count = count,
        Of = of,
        PValue = pValue,
        AdjustedPValue = adjusted,
    };

    private static string Calls(long count) => count == 1 ? "1 call" : string.Create(CultureInfo.InvariantCulture, $"{count} calls");

    private static string List(IReadOnlyList<string> names) => names.Count switch
    {
        0 => "other models",
        <= 3 => string.Join(" and ", names.Select(static name => $"'{name}'")),
        _ => string.Create(CultureInfo.InvariantCulture, $"'{names[0]}', '{names[1]}' and {names.Count - 2} more"),
    };

    private static string Counts(IReadOnlyList<ServingName> names) => Counts([.. names.Select(static name => (name.Name, name.Trials))]);

    private static string Counts(IReadOnlyList<(string Name, long Trials)> names) =>
        string.Join(", ", names.Take(4).Select(static name => string.Create(CultureInfo.InvariantCulture, $"'{name.Name}' ({name.Trials})"))) +
        (names.Count <= 4 ? "" : string.Create(CultureInfo.InvariantCulture, $" and {names.Count - 4} more"));

    private static string Share(long part, long whole) => string.Create(CultureInfo.InvariantCulture, $"{part} of {whole} ({Percent(whole == 0 ? 0 : (double)part / whole)})");

    private static string Percent(double share) => string.Create(CultureInfo.InvariantCulture, $"{100 * share:0.#} %");

    private static string P(double value) => value < 0.001 ? "p < 0.001" : string.Create(CultureInfo.InvariantCulture, $"p = {value:0.000}");

    private static string Value(SentinelAspect aspect, double? value) => value is not { } number ? "–"
        : aspect is SentinelAspect.Length ? string.Create(CultureInfo.InvariantCulture, $"{number:0}") : Percent(number);
}
