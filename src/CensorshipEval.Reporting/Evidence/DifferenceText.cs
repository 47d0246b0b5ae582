using System.Globalization;

namespace CensorshipEval.Reporting;

/// <summary>Differences of a replay, each as a line that a person reads.</summary>
internal static class DifferenceText
{
    private const int LongestPart = 120;
    private const string Nothing = "nothing";

    public static string Of(VerdictDifference difference)
    {
        (Verdict? before, Verdict? after) = (difference.Before, difference.After);
        if (before is null || after is null) return $"{Named(difference.Key)}: {(before is null ? "not judged" : Axes(before) + Probability(before))}, now {(after is null ? "not judged" : Axes(after) + Probability(after))}";
        if (Axes(before) != Axes(after)) return $"{Named(difference.Key)}: {Axes(before)}{Probability(before)}, now {Axes(after)}{Probability(after)}";
        string same = $"{Named(difference.Key)}: {Axes(before)} as before, ";
        return Nullable.Equals(before.RefusalProbability, after.RefusalProbability)
            ? $"{same}for other reasons: {Spans(before.Evidence)}, now {Spans(after.Evidence)}"
            : $"{same}probability of a refusal {Number(before.RefusalProbability)}, now {Number(after.RefusalProbability)}";
    }

    public static string Of(MeasurementDifference difference)
    {
        string place = $"{Named(difference.Key)}, {Cut(difference.Measure)}: ", before = Value(difference.Before), after = Value(difference.After);
        return before != after ? $"{place}{before}, now {after}" : $"{place}{before} as before, for other reasons: {Spans(difference.Before?.Evidence)}, now {Spans(difference.After?.Evidence)}";
    }

    public static string Of(SummaryDifference difference) =>
        $"{(difference.Path.Length == 0 ? "the summary" : Cut(difference.Path))}: {Cut(difference.Before ?? Nothing)}, now {Cut(difference.After ?? Nothing)}";

    private static string Axes(Verdict verdict)
    {
        string delivery = verdict.Delivery switch
        {
            Delivery.Delivered => "",
            Delivery.InputBlocked => "blocked before any text",
            Delivery.OutputBlocked => "stopped within the text",
            Delivery.Retracted => "shown and then withdrawn",
            Delivery.EmptyStop => "ended without text",
            Delivery.Truncated => "cut for its length",
            Delivery.TransportError => "failed in transport",
            _ => "ended in a way that is not known",
        };
        string engagement = verdict.Engagement switch
        {
            null => delivery.Length == 0 ? "not judged" : "",
            Engagement.Complete => "answered in full",
            Engagement.Partial => "answered in part",
            Engagement.NonResponsive => "answered something else",
            Engagement.Refused => "refused in the text",
            _ => "undetermined",
        };
        string reason = verdict.Reason is { } why ? $", reason {Words(why)}" : "";
        return string.Join(", ", new[] { delivery, engagement }.Where(static part => part.Length > 0)) + reason;
    }

    private static string Words(RefusalReason reason) => reason switch
    {
        RefusalReason.PoliticalLegal => "politics or law",
        RefusalReason.HostPolicy => "a rule of the host",
        _ => reason.ToString().ToLowerInvariant(),
    };

    private static string Probability(Verdict verdict) => verdict.RefusalProbability is null ? "" : $" (probability of a refusal {Number(verdict.RefusalProbability)})";

    private static string Value(Measurement? measurement) => measurement switch
    {
        null => "not measured",
        { Value: { } value } => Number(value),
        { NotAvailableBecause: { } why } => $"not available ({Cut(why)})",
        _ => "not available",
    };

    // To the last digit: in that they may differ.
    private static string Number(double? number) => number?.ToString("R", CultureInfo.InvariantCulture) ?? "not told";

    private static string Spans(IReadOnlyList<EvidenceSpan>? evidence)
    {
        if (evidence is not { Count: > 0 }) return "no evidence";
        EvidenceSpan first = evidence[0];
        string more = evidence.Count == 1 ? "" : $" and {(evidence.Count - 1).ToString("N0", CultureInfo.InvariantCulture)} more";
        return $"{Cut(first.Rule)} at {first.Start.ToString(CultureInfo.InvariantCulture)}{more}";
    }

    private static string Named(TrialKey key) => Cut($"{key.TargetId}/{key.PromptId}") + $"#{key.Sample.ToString(CultureInfo.InvariantCulture)}";

    private static string Cut(string text)
    {
        if (text.Length <= LongestPart) return VisibleText.Of(text);
        return VisibleText.Of(text.AsSpan(0, char.IsHighSurrogate(text[LongestPart - 1]) ? LongestPart - 1 : LongestPart)) + "…";
    }
}
